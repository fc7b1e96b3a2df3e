import type { PolicyValues } from './generated/policy-values.ts';

/** The policy in force: what an administrator has set, defaults for the rest. Every value is already within bounds. */
export interface EffectivePolicy extends PolicyValues {
  /** The fields that are locked; the others may be changed by the person where the app offers it. */
  readonly enforced: readonly (keyof PolicyValues)[];
}

/** Reads the policy in force and tells of changes; built once, passed to whoever needs it. */
export interface PolicyReader {
  current(): EffectivePolicy;
  /** Calls `listener` after each change; answers the function that stops it. */
  onChange(listener: (policy: EffectivePolicy) => void): () => void;
}
