import { homedir } from 'node:os';
import type { BundleFile, SelfTestItem } from '../../preload/contract/account-pages.ts';
import { singleFlight } from '../common/in-turn.ts';
import { LoginError } from '../errors/login-error.ts';
import type { PolicyReport } from '../policy/policy-reader.ts';
import { formatPolicyReport } from '../policy/policy-report.ts';
import type { TimelineStep } from './administrator-message.ts';
import { admitFields, admitLine, maskEmail } from './log-events.ts';

/** All files of a bundle together, unpacked. */
export const maxBundleBytes = 256 * 1024;

/** What each file may have of that, with a note where it was cut. */
const mostBytes = {
  'README.txt': 2_048,
  'report.txt': 64 * 1024,
  'policy.txt': 48 * 1024,
  'self-test.json': 16 * 1024,
  'timeline.json': 56 * 1024,
  'versions.json': 2_048,
  'log.txt': 64 * 1024,
} as const;

const readme = `What helps to find out why a sign-in to Sonar does not work, as it was on one computer at one time.

report.txt      the message for an administrator, if there is one, and a summary of everything else
policy.txt      the policies in force and where each came from
self-test.json  what a sign-in depends on, and whether it answered
timeline.json   the steps of the sign-ins since Sonar was started
versions.json   of Sonar, of what it runs on and of the system
log.txt         the end of the log

No password, token or key is in here. E-mail addresses are cut to their first letter and domain.
Names of servers, domains and organizations are not: the people who help need them.
`;

/** What a bundle is made of. */
export interface BundleParts {
  /** As `writeReport` writes it. */
  readonly report: string;
  readonly policy: PolicyReport;
  readonly selfTest: readonly SelfTestItem[];
  /** Oldest first. */
  readonly steps: readonly TimelineStep[];
  readonly versions: Readonly<Record<string, string>>;
  /** The end of the log, oldest line first. */
  readonly logTail: readonly string[];
}

/** Writes the files of a bundle; nothing in them is secret, and together they keep to `maxBundleBytes`. */
export function writeBundle(parts: BundleParts): readonly BundleFile[] {
  const texts: Readonly<Record<keyof typeof mostBytes, string>> = {
    'README.txt': readme,
    'report.txt': parts.report,
    'policy.txt': formatPolicyReport(withhold(parts.policy), 'text'),
    'self-test.json': writeLatest(parts.selfTest, mostBytes['self-test.json']),
    'timeline.json': writeLatest(parts.steps.map(admitStep), mostBytes['timeline.json']),
    'versions.json': `${JSON.stringify(parts.versions, null, 2)}\n`,
    'log.txt': lastLines(parts.logTail.flatMap((line) => admitLine(line) ?? [])),
  };
  return Object.entries(texts).map(([name, text]) => ({
    name,
    text: cut(redact(text), mostBytes[name as keyof typeof mostBytes]),
  }));
}

/**
 * A value that was taken is one that its key may have. What was not understood could be anything, a password that was
 * put into the wrong file as well; that it is there, and why it was not taken, is enough.
 */
function withhold(report: PolicyReport): PolicyReport {
  const entries = report.entries.map((entry) =>
    entry.key === 'PreferredAccount' && entry.level !== null
      ? { ...entry, value: withheld }
      : entry,
  );
  const rejects = report.rejects.map((reject) => ({
    ...reject,
    key: reject.key === null || /^[A-Za-z]{1,40}$/.test(reject.key) ? reject.key : withheld,
    value: reject.value === null ? null : withheld,
  }));
  // Before it becomes a table: its columns would not stand below each other.
  return JSON.parse(redact(JSON.stringify({ ...report, entries, rejects })));
}

const withheld = '[withheld]';

/** The step's own fields only, and of what a provider has named only what a log may hold. */
function admitStep({ at, step, ...facts }: TimelineStep): Readonly<Record<string, unknown>> {
  const { attempt, ...admitted } = admitFields('sign-in-step', {
    ...facts,
    attempt: facts.attempt || null,
  });
  return { at: new Date(at).toISOString(), step, ...(attempt ? { attempt } : {}), ...admitted };
}

/** A list as JSON, without as many of its first entries as do not fit. */
function writeLatest(list: readonly unknown[], mostBytesOfList: number): string {
  const lines = list.map((entry) => `  ${JSON.stringify(entry)}`);
  let bytes = 16;
  const fitting = lines.toReversed().filter((line) => {
    bytes += Buffer.byteLength(line) + 2;
    return bytes <= mostBytesOfList;
  });
  return fitting.length === 0 ? '[]\n' : `[\n${fitting.toReversed().join(',\n')}\n]\n`;
}

function lastLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** With domains in any script, and never longer than an address may be: a longer run would hold up the app for seconds. */
const emailAddress =
  /[^\s@"'<>(),;:=/\\]{1,64}@[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63}){1,9}/giu;
const personalFolder =
  /((?:\/home|\/Users|[A-Z]:[\\/]+Users|Managed Preferences)[\\/]+)[^\\/\s"]+(?=[\\/])/gi;

/** Shortens e-mail addresses, and takes the person's own name out of paths. */
function redact(text: string): string {
  const home = homedir();
  const cleared = text
    .replaceAll(emailAddress, (address) => maskEmail(address) ?? '***')
    .replaceAll(personalFolder, '$1(this person)');
  // A home that lies elsewhere, as in a domain or on a server.
  return home.length < 4 ? cleared : cleared.replaceAll(home, '(home of this person)');
}

/** Cuts at the end of a line. */
function cut(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  const note = '[cut here to keep the bundle small]\n';
  const kept = bytes.subarray(0, most - note.length).toString('utf8');
  return `${kept.slice(0, kept.lastIndexOf('\n') + 1)}${note}`;
}

/** The files as one zip. The library comes with the first bundle, and most starts of the app make none. */
export async function zipBundle(files: readonly BundleFile[], now: number): Promise<Uint8Array> {
  // Without the part for worker threads, which asks for `require` and cannot be bundled.
  const { strToU8, zipSync } = await import('fflate/browser');
  const entries = files.map(({ name, text }): [string, Uint8Array] => [name, strToU8(text)]);
  return zipSync(Object.fromEntries(entries), { mtime: now });
}

/** Makes a bundle, shows it, and saves what was shown. */
export interface SupportBundle {
  /** The files as they would be saved. */
  preview(): Promise<readonly BundleFile[]>;
  /** Saves what was previewed last, byte for byte; the path, or null when the person changed their mind. */
  save(): Promise<string | null>;
}

/** Keeps what was previewed until it is saved. */
export function createSupportBundle(needs: {
  readonly collect: () => Promise<readonly BundleFile[]>;
  readonly saveFile: (suggestedName: string, content: Uint8Array) => Promise<string | null>;
  readonly now: () => number;
}): SupportBundle {
  let shown: { readonly files: readonly BundleFile[]; readonly at: number } | null = null;
  // Each one asks everything that the self-test asks.
  const preview = singleFlight(async () => {
    const files = await needs.collect();
    shown = { files, at: needs.now() };
    return files;
  });
  return {
    preview: () => preview(''),
    async save() {
      const saved = shown;
      // Nobody has read what would be saved.
      if (saved === null) throw new LoginError('bad-request');
      const day = new Date(saved.at).toISOString().slice(0, 10);
      const zip = await zipBundle(saved.files, saved.at);
      const path = await needs.saveFile(`sonar-support-${day}.zip`, zip);
      if (path !== null && shown === saved) shown = null;
      return path;
    },
  };
}
