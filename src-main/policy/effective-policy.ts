import type { PolicyValues } from '../generated/policy-values.ts';

/** In what a system keeps policies; the window names it. */
export type PolicyPlaceKind = 'file' | 'registry' | 'profile';

/** The policy in force: what an administrator has set, defaults for the rest. Every value is already within bounds. */
export interface EffectivePolicy extends PolicyValues {
  /** The fields that are locked; the others may be changed by the person where the app offers it. */
  readonly enforced: readonly (keyof PolicyValues)[];
  /** The fields on their strict value because what an administrator has set for them cannot be used. */
  readonly broken: readonly (keyof PolicyValues)[];
  /** What an administrator may have set and nobody could ever read; null: everything is known. Nobody signs in meanwhile. */
  readonly unread: {
    readonly kind: PolicyPlaceKind;
    /** True: it may hold what only the computer's policies hold, such as the address of the service. */
    readonly isMachine: boolean;
  } | null;
}

/** Reads the policy in force and tells of changes; built once, passed to what needs it. */
export interface PolicyReader {
  current(): EffectivePolicy;
  /** Calls `listener` after each change; answers the function that stops it. */
  onChange(listener: (policy: EffectivePolicy) => void): () => void;
}
