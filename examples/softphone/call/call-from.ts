import type { CallFromMemory, Contact } from '../contract.ts';
import { type CallTarget, nameOfTarget, parseTarget } from './target.ts';

/** An account that a call can come from. */
export interface Caller {
  readonly id: string;
  readonly organization: string;
  /** Of its SIP address; null while its line has no credentials. */
  readonly domain: string | null;
  readonly isCurrent: boolean;
}

/** The question "Call from" as it is put. */
export interface CallFromQuestion {
  /** Under which the answer is remembered for this number. */
  readonly numberKey: string;
  /** The callee's organization; null: not known, so nothing can be remembered for it. */
  readonly organization: { readonly key: string; readonly name: string } | null;
  readonly preselected: string;
}

/** A domain of one of the person's own accounts is its organization, and a contact says its own. */
function organizationOf(
  target: CallTarget,
  callers: readonly Caller[],
  contacts: readonly Contact[],
): CallFromQuestion['organization'] {
  const own = callers.find(({ domain }) => domain !== null && domain === target.domain);
  const key = nameOfTarget(target);
  const contact = contacts.find(({ number }) => {
    const parsed = parseTarget(number);
    return parsed.ok && nameOfTarget(parsed.target) === key;
  });
  const name = own?.organization ?? (contact?.organization.trim() || target.domain);
  return name === null || name === undefined ? null : { key: name.toLowerCase(), name };
}

/**
 * Puts the question: what was remembered for the number comes first, then what was for the callee's organization, then
 * the account that the person works as. A remembered account that is signed out counts as not remembered.
 */
export function askCallFrom(
  target: CallTarget,
  callers: readonly Caller[],
  memory: CallFromMemory,
  contacts: readonly Contact[],
): CallFromQuestion | null {
  const numberKey = nameOfTarget(target);
  const organization = organizationOf(target, callers, contacts);
  const known = (id: string | undefined) => callers.find((caller) => caller.id === id);
  const preselected =
    known(own(memory.numbers, numberKey)) ??
    known(organization === null ? undefined : own(memory.organizations, organization.key)) ??
    callers.find((caller) => caller.isCurrent) ??
    callers[0];
  return preselected === undefined
    ? null
    : { numberKey, organization, preselected: preselected.id };
}

/** A key such as `constructor` is nobody's. */
function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
