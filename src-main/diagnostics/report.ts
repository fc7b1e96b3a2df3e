import type { PolicyReject } from '../policy/policy-layer.ts';
import {
  type ClientIds,
  type OnlyOrganizations,
  type Timeline,
  type TimelineStep,
  writeAdministratorMessage,
} from './administrator-message.ts';
import { admitLine } from './log-events.ts';

/** Longest report, in characters: it must fit into a ticket. */
export const maxReportCharacters = 32_000;

const longestPlace = 300;

/** One policy value in force; `where` null: built in. */
interface PolicyLine {
  readonly key: string;
  readonly level: string | null;
  readonly isStrict?: true;
}

/** What a report is made of; nothing in it needs redaction but the log, which is read again by the allow-list. */
interface ReportParts {
  readonly now: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly system: string;
  readonly timeline: Timeline;
  readonly policy: {
    readonly entries: readonly PolicyLine[];
    readonly rejects: readonly PolicyReject[];
  };
  readonly clientIds: ClientIds | null;
  readonly organizations: OnlyOrganizations;
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
    ...rejects.flatMap(writeUnreadPlace),
    ...(set.length === 0 ? ['Nothing is set.'] : set.map(writeKey)),
    ...(rejects.length === 0 ? [] : [`Cannot be used: ${rejects.length}; see --print-policy.`]),
  ];
}

function writeKey({ key, level, isStrict }: PolicyLine): string {
  return `${key}: ${level}${isStrict ? ', cannot be used: strict' : ''}`;
}

/** Where to look is the one thing that the administrator has to know; the person's own name in it is not. */
function writeUnreadPlace({ where, key, reason, kept, blocksSignIn }: PolicyReject) {
  if (key !== null) return [];
  const place = where
    .replace(/(Managed Preferences\/)[^/]+(?=\/)/, '$1(this person)')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, longestPlace);
  const effect = kept
    ? '; the values read before stay'
    : blocksSignIn
      ? '; nobody can sign in'
      : '';
  return [`Cannot be read: ${place} (${reason}${effect})`];
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
    ? writeAdministratorMessage(lastFailure, parts.clientIds, parts.organizations)
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
