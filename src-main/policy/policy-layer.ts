import type { PolicyPlaceKind } from './effective-policy.ts';
import type { PolicyLevel, PolicyScope, PolicyValue } from './policy-definition.ts';

/** Why a file, hive or value was ignored; the closed list that reports and documentation use. */
export const rejectReasons = [
  'unknown-key',
  'set-twice',
  'empty',
  'wrong-type',
  'out-of-bounds',
  'not-allowed-value',
  'bad-format',
  'level-not-allowed',
  'machine-policy-only',
  'not-a-file',
  'not-owned-by-root',
  'writable-by-others',
  'too-large',
  'too-many-files',
  'not-parsable',
  'unreadable',
] as const;

/** One of them. */
export type RejectReason = (typeof rejectReasons)[number];

/** Something that was ignored; `key` null: the whole place. `value` is cut to a length that fits a line. */
export interface PolicyReject {
  readonly where: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly reason: RejectReason;
  /** True when the values that this place held before stay in force. */
  readonly kept: boolean;
  /** The value that counts instead, on the side that locks, because the key was enforced; `no-start`: none does. */
  readonly strict?: PolicyValue | 'no-start';
  /** True for a place that nobody could ever read: until it can be, nobody signs in. */
  readonly blocksSignIn?: true;
}

/** A place that is there and that nobody could ever read, so that what it asks for is not known. */
export interface UnreadPlace {
  readonly where: string;
  readonly scope: PolicyScope;
}

/** Raw values of one place, as they came. */
export interface PolicyLayer {
  /** File or registry key, for people. */
  readonly where: string;
  readonly scope: PolicyScope;
  readonly values: Readonly<Record<PolicyLevel, Readonly<Record<string, unknown>>>>;
}

/**
 * What reading one place gave. `refused`: it is there and must not be believed. `failed`: cannot tell. Either way what is
 * known of it stays, and of everything in it where it is a directory. A place that is known to be empty is read, too.
 */
export type LayerReading =
  | { readonly status: 'read'; readonly layer: PolicyLayer }
  | {
      readonly status: 'refused' | 'failed';
      readonly where: string;
      readonly scope: PolicyScope;
      readonly reason: RejectReason;
    };

/** The reading of a place that holds nothing. */
export function emptyReading(where: string, scope: PolicyScope): LayerReading {
  return { status: 'read', layer: { where, scope, values: { enforced: {}, default: {} } } };
}

/** One operating system's policies: where they are, how to read them, how to hear of a change. */
export interface PolicySource {
  readonly kind: PolicyPlaceKind;
  /** Every place that is looked at, strongest first; absent ones too. */
  readonly where: readonly string[];
  /** The scope of a place of `where`. */
  scopeOf(where: string): PolicyScope;
  /** The places that exist, strongest first; throws when the system cannot be asked at all. */
  read(): readonly LayerReading[];
  /** Calls `onNews` when something may have changed; answers the function that stops it. */
  watch(onNews: () => void): () => void;
}

/**
 * Splits what a place holds into its two levels; null when it is not a set of named values, or has more than one of
 * level *default*, in different case.
 */
export function splitLevels(content: unknown, defaultsKey: string): PolicyLayer['values'] | null {
  if (!isRecord(content)) return null;
  const isDefaults = (name: string) => name.trim().toLowerCase() === defaultsKey.toLowerCase();
  const [name = defaultsKey, ...others] = Object.keys(content).filter(isDefaults);
  if (others.length > 0) return null;
  const { [name]: defaults = {}, ...enforced } = content;
  if (isRecord(defaults)) return { enforced, default: defaults };
  return { enforced: content, default: {} };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
