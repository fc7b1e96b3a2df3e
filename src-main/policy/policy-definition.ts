import { domainToASCII } from 'node:url';
import type { Locale } from '../../preload/contract/state.ts';

/** How an administrator sets a value: `enforced` locks it, `default` may be changed by the person or a stronger policy. */
export type PolicyLevel = 'enforced' | 'default';

/** Whose policy it is: the computer's or the person's own (registry hive, managed preferences). */
export type PolicyScope = 'machine' | 'user';

/** One sentence or name in every language of the product. */
export type Texts = Readonly<Record<Locale, string>>;

/** One of the values that a choice may have, with its name for people. */
interface PolicyChoice {
  readonly value: string;
  readonly text: Texts;
}

/** What a text or the items of a list must look like; `normalizeFormat` checks it. */
type PolicyFormat =
  | 'tenant-id'
  | 'domain'
  | 'account-hint'
  | 'username'
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

/**
 * Regular expressions of the form that documents and the JSON schema ask for (ECMA-262, no flags). The app also takes
 * what can only mean the same; `normalizeFormat` decides.
 */
export const formatPatterns: Readonly<Record<PolicyFormat, string>> = {
  'tenant-id': '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  domain:
    '^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$',
  'account-hint':
    '^([Aa][Uu][Tt][Oo]|([^\\s@<>"]{1,64}@)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9]))$',
  username: '^[^\\s\\u0000-\\u001f\\u007f]+$',
  'port-range': '^[1-9][0-9]{3,4}-[1-9][0-9]{3,4}$',
  'service-address': '^https://[^\\s?#@\\\\]+$',
};

const lowestPort = 1024;
const highestPort = 65_535;
/** The version of the contract that the app speaks, and the last part of the service's address. */
const serviceVersion = '/v1';

function fits(format: PolicyFormat, text: string): boolean {
  return new RegExp(formatPatterns[format]).test(text);
}

/** Two ports in order, both within 1024–65535; null for anything else. */
export function parsePortRange(text: string): { first: number; last: number } | null {
  if (!fits('port-range', text)) return null;
  const [first = 0, last = 0] = text.split('-').map(Number);
  return first >= lowestPort && last <= highestPort && first <= last ? { first, last } : null;
}

/** As the service is called, whether the administrator has written `/v1` at its end or not. */
function parseServiceAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !fits('service-address', text.replace(/^https:/i, 'https:'))) return null;
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path.endsWith(serviceVersion) ? path : `${path}${serviceVersion}`}`;
}

/**
 * A domain as it stands in a claim and is compared: lower case, punycode (`münchen.de` is `xn--mnchen-3ya.de`), without
 * the `@` before and the dot behind that people write; null when it is no domain.
 */
function normalizeDomain(text: string): string | null {
  const bare = text.trim().replace(/^@/, '').replace(/\.$/, '');
  // What a web address would make of a domain is no domain here: `exa%6dple.com`, `example.com:443`, `a_b.com`.
  const isPlain = /^[\p{L}\p{M}\p{N}.\-·]+$/u.test(bare);
  const ascii = isPlain ? domainToASCII(bare) : '';
  return fits('domain', ascii) ? ascii : null;
}

/** The value of `AccountHint` that stands for the address of the log-on to the computer. */
export const accountHintAuto = 'auto';

function parseAddressOrDomain(text: string): string | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return normalizeDomain(text);
  const domain = normalizeDomain(text.slice(at + 1));
  const address = `${text.slice(0, at)}@${domain}`.toLowerCase();
  return domain !== null && fits('account-hint', address) ? address : null;
}

/** The text in the one form that the app compares, or null when it does not fit the format. */
export function normalizeFormat(format: PolicyFormat, text: string): string | null {
  const trimmed = text.trim();
  switch (format) {
    case 'service-address':
      return parseServiceAddress(trimmed);
    case 'port-range':
      return parsePortRange(trimmed) === null ? null : trimmed;
    case 'domain':
      return normalizeDomain(trimmed);
    case 'account-hint':
      return trimmed.toLowerCase() === accountHintAuto
        ? accountHintAuto
        : parseAddressOrDomain(trimmed);
    case 'username':
      return fits('username', trimmed) ? trimmed : null;
    case 'tenant-id': {
      // The registry and PowerShell write a GUID in braces.
      const bare = trimmed.replace(/^\{(.*)\}$/, '$1');
      return fits('tenant-id', bare) ? bare.toLowerCase() : null;
    }
  }
}
