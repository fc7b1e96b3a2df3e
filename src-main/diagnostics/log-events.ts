import { errorCodes, providers, settingsNotices, verbs } from '../../preload/contract.ts';
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
export const kinds = {
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
  'update-check-failed': { reason: 'reason' },
  'settings-file': { settings: 'settings' },
  'policy-read': { entries: 'number', rejects: 'number' },
} as const satisfies Record<string, Readonly<Record<string, KindName>>>;

export type LogEventName = keyof typeof logEvents;

type ValueOf<Kind extends KindName> = Kind extends 'number' ? number : string;

/** The fields an event may carry; null and left out are the same. */
export type LogFields<Name extends LogEventName> = {
  readonly [Field in keyof (typeof logEvents)[Name]]?: (typeof logEvents)[Name][Field] extends KindName
    ? ValueOf<(typeof logEvents)[Name][Field]> | null | undefined
    : never;
};
