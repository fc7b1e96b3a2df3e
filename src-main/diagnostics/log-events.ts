import { errorCodes } from '../../preload/contract/errors.ts';
import { providers } from '../../preload/contract/providers.ts';
import { settingsNotices } from '../../preload/contract/state.ts';
import { verbs } from '../../preload/contract/verbs.ts';
import { definitions } from '../providers/all.ts';

/** The steps of an attempt that are noted. */
export const signInSteps = [
  'started',
  'browser-opened',
  'browser-not-opened',
  'answer-not-taken',
  'stranger-refused',
  'response-received',
  'identity-verified',
  'agreement-asked',
  'agreement-missing',
  'question-asked',
  'signed-in',
  'linked',
  'proved',
  'ended',
] as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const version = /^\d{1,6}(?:\.\d{1,6}){0,3}(?:-[a-z]{1,10}(?:\.\d{1,6})?)?$/;

const errorNumbers = Object.values(definitions).flatMap(({ errorNumber }) => errorNumber ?? []);

/** Answers the value if it is one of `allowed`; a value that is not is as good as a secret. */
function oneOf(allowed: readonly string[]) {
  return (value: unknown): string | null =>
    typeof value === 'string' && allowed.includes(value) ? value : null;
}

function matching(pattern: RegExp) {
  return (value: unknown): string | null =>
    typeof value === 'string' && pattern.test(value) ? value : null;
}

/** Shows whose address it is to someone who knows it already: the first letter and the domain. */
export function maskEmail(email: unknown): string | null {
  if (typeof email !== 'string') return null;
  const parts = /^([^@\s]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(email);
  const first = /^[a-z0-9]/i.exec(parts?.[1] ?? '')?.[0] ?? '';
  return parts ? `${first}***@${parts[2]}` : '***';
}

/**
 * The kinds of values that a log may hold. Each answers what may be written, or null. There is no kind for text: what
 * has no kind cannot get in, so nothing need be searched for and replaced.
 */
const kinds = {
  attempt: matching(uuid),
  code: oneOf(errorCodes),
  provider: oneOf(providers),
  step: oneOf(signInSteps),
  verb: oneOf(verbs),
  settings: oneOf([...settingsNotices, 'saved']),
  platform: oneOf(['linux', 'darwin', 'win32']),
  architecture: oneOf(['x64', 'arm64', 'ia32', 'arm']),
  version: matching(version),
  /** What a provider's own table knows its errors by, in the form that its definition gives. */
  providerErrorNumber: (value: unknown): string | null =>
    typeof value === 'string' && errorNumbers.some((pattern) => pattern.test(value)) ? value : null,
  /** Our own fixed phrases and those of Electron: a few short words in small letters. */
  reason: matching(/^(?=.{1,60}$)[a-z]{1,16}(?:[ -][a-z]{1,16}){0,9}$/),
  email: maskEmail,
  number: (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) ? value : null,
} as const;

type KindName = keyof typeof kinds;

/** The closed list of events, each with its fields and their kinds. */
export const logEvents = {
  'app-started': {
    version: 'version',
    platform: 'platform',
    architecture: 'architecture',
    node: 'version',
    electron: 'version',
  },
  'app-stopped': {},
  'sign-in-step': {
    attempt: 'attempt',
    provider: 'provider',
    step: 'step',
    code: 'code',
    email: 'email',
    correlationId: 'attempt',
    providerErrorNumber: 'providerErrorNumber',
  },
  'request-refused': { verb: 'verb', reason: 'reason', suppressed: 'number' },
  'window-process-gone': { reason: 'reason' },
  'window-given-up': {},
  'fault-not-caught': { reason: 'reason' },
  'keychain-process-lost': { reason: 'reason', exitCode: 'number' },
  'session-not-renewed': { code: 'code', failures: 'number' },
  'session-not-confirmed': {
    code: 'code',
    provider: 'provider',
    correlationId: 'attempt',
    providerErrorNumber: 'providerErrorNumber',
  },
  'network-policy-not-in-force': {},
  // The app around the module has not given Chromium the switch `disable-quic`.
  'http3-not-off': {},
  'update-check-failed': { reason: 'reason' },
  'settings-file': { settings: 'settings' },
  'policy-read': { entries: 'number', rejects: 'number' },
} as const satisfies Record<string, Readonly<Record<string, KindName>>>;

/** The name of an event. */
export type LogEventName = keyof typeof logEvents;

type ValueOf<Kind extends KindName> = Kind extends 'number' ? number : string;

/** The fields an event may carry; null and left out are the same. */
export type LogFields<Name extends LogEventName> = {
  readonly [Field in keyof (typeof logEvents)[Name]]?: (typeof logEvents)[Name][Field] extends KindName
    ? ValueOf<(typeof logEvents)[Name][Field]> | null | undefined
    : never;
};

/** What stands for a value that did not fit its field. */
const withheld = '[withheld]';

/** Whether `name` is on the list of events. */
export function isLogEvent(name: unknown): name is LogEventName {
  return typeof name === 'string' && Object.hasOwn(logEvents, name);
}

/**
 * Lets through the fields of the event, each only as its kind allows: an allow-list, so that a new secret in a new
 * place is out by default. Types say the same to the compiler; this holds against objects that came from elsewhere.
 */
export function admitFields(
  name: LogEventName,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string | number>> {
  const admitted: Record<string, string | number> = {};
  for (const [field, kind] of Object.entries(logEvents[name])) {
    const value = Object.hasOwn(fields, field) ? fields[field] : null;
    if (value === null || value === undefined) continue;
    admitted[field] = kinds[kind](value) ?? withheld;
  }
  return admitted;
}

/** Reads a line of the log again for a report: what is not exactly an event of ours is left out (null). */
export function admitLine(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null) return null;
    const { time, event, ...fields } = entry as Record<string, unknown>;
    const isTime = typeof time === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(time);
    if (!isTime || !isLogEvent(event)) return null;
    const admitted = admitFields(event, fields);
    const facts = Object.entries(admitted).map(([field, value]) => `${field}=${value}`);
    return [time, event, ...facts].join(' ');
  } catch {
    return null;
  }
}
