import type { Locale } from '../../preload/contract.ts';

/** How an administrator sets a value: `enforced` locks it, `default` may be changed by the person or a stronger policy. */
export type PolicyLevel = 'enforced' | 'default';

/** Whose policy it is: the computer's or the person's own (registry hive, managed preferences). */
export type PolicyScope = 'machine' | 'user';

/** One sentence or name in every language of the product. */
export type Texts = Readonly<Record<Locale, string>>;

/** One of the values that a choice may have, with its name for people. */
export interface PolicyChoice {
  readonly value: string;
  readonly text: Texts;
}

/** What a text or the items of a list must look like; each has its check in `policy-formats.ts`. */
export type PolicyFormat =
  | 'tenant-id'
  | 'domain'
  | 'email-or-domain'
  | 'port-range'
  | 'service-address';

/** A value within bounds and in the form that the app compares; null for a list that nobody has set: no restriction. */
export type PolicyValue = boolean | number | string | readonly string[] | null;

/** Type, bounds and compiled-in default of a key. */
export type PolicyType =
  | { readonly kind: 'boolean'; readonly fallback: boolean }
  | {
      readonly kind: 'integer';
      readonly minimum: number;
      readonly maximum: number;
      readonly fallback: number;
      readonly unit: 'minutes' | 'hours';
    }
  | {
      readonly kind: 'choice';
      readonly choices: readonly PolicyChoice[];
      readonly fallback: string;
    }
  | {
      readonly kind: 'choices';
      readonly choices: readonly PolicyChoice[];
      readonly fallback: readonly string[];
    }
  | { readonly kind: 'list'; readonly format: PolicyFormat; readonly maximumItems: number }
  | { readonly kind: 'text'; readonly format: PolicyFormat; readonly maximumLength: number };

/** All that is known of one key: everything else about policy is computed or generated from it. */
export interface PolicyDefinition {
  /** The name in registry, managed preferences and JSON. */
  readonly key: string;
  /** The name in `PolicyValues`. */
  readonly field: string;
  readonly type: PolicyType;
  /**
   * What counts where the key is present and enforced and has no usable value: the side that locks. `no-start`: no
   * value is safe, so the app does not start.
   */
  readonly whenBroken: PolicyValue | 'no-start';
  /** True: `whenBroken` also counts while a place that may hold the key cannot be read. */
  readonly strictWhenUnread?: true;
  readonly levels: readonly PolicyLevel[];
  readonly scopes: readonly PolicyScope[];
  /** A value that fits, for samples and templates. */
  readonly example: boolean | number | string | readonly string[];
  readonly title: Texts;
  readonly help: Texts;
}
