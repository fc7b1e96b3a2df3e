import type { ClientIds } from './administrator-message.ts';
import { writeAdministratorMessage } from './administrator-message.ts';
import { admitLine } from './redaction.ts';
import type { Timeline, TimelineStep } from './timeline.ts';

/** Longest report, in characters: it must fit into a ticket. */
export const maxReportCharacters = 32_000;

/** One policy value in force; `where` null: built in. */
export interface PolicyLine {
  readonly key: string;
  readonly level: string | null;
}

/** What a report is made of; nothing in it needs redaction but the log, which is read again by the allow-list. */
export interface ReportParts {
  readonly now: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly system: string;
  readonly timeline: Timeline;
  readonly policy: { readonly entries: readonly PolicyLine[]; readonly rejects: number };
  readonly clientIds: ClientIds | null;
  /** The organization's tenant, if policy allows one only. */
  readonly tenant: string | undefined;
  /** The end of the log, oldest line first. */
  readonly logTail: readonly string[];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, '-'.repeat(title.length), ...lines];
}

function writeStep({ at, attempt, provider, step, code, correlationId, ...rest }: TimelineStep) {
  const facts = [
    new Date(at).toISOString(),
    attempt,
    provider ?? 'password',
    step,
    code,
    rest.providerErrorNumber,
    correlationId === attempt ? null : correlationId,
  ];
  return facts.filter((fact) => fact !== null && fact !== '').join(' ');
}

/** The values themselves may name people and servers; that they are set, and how, is enough. */
function writePolicy({ entries, rejects }: ReportParts['policy']): readonly string[] {
  const set = entries.filter(({ level }) => level !== null);
  return [
    ...(set.length === 0 ? ['Nothing is set.'] : set.map(({ key, level }) => `${key}: ${level}`)),
    ...(rejects === 0 ? [] : [`${rejects} values are ignored; see --print-policy.`]),
  ];
}

/** Cuts from the end, where the oldest of the log has been put. */
function limit(report: string): string {
  const note = '\n[cut here to keep the report short]\n';
  return report.length <= maxReportCharacters
    ? report
    : `${report.slice(0, maxReportCharacters - note.length)}${note}`;
}

/** Writes the text that a person sends to support or to an administrator. The latest comes first. */
export function writeReport(parts: ReportParts): string {
  const steps = parts.timeline.list();
  const lastFailure = steps.findLast(({ code }) => code !== null && code !== 'cancelled');
  const message = lastFailure
    ? writeAdministratorMessage(lastFailure, parts.clientIds, parts.tenant)
    : [];
  const log = parts.logTail.map(admitLine).filter((line) => line !== null);
  return limit(
    [
      `Sonar sign-in report, ${new Date(parts.now).toISOString()}`,
      ...section('For the administrator', message),
      ...section('Versions', [
        ...Object.entries(parts.versions).map(([name, value]) => `${name} ${value}`),
        parts.system,
      ]),
      ...section('Policy', writePolicy(parts.policy)),
      ...section('Sign-in steps, latest first', steps.map(writeStep).toReversed()),
      ...section('Log, latest first', log.toReversed()),
      '',
    ].join('\n'),
  );
}
