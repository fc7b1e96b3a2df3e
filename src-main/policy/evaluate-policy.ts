import { isDeepStrictEqual } from 'node:util';
import { locales } from '../../preload/contract/state.ts';
import type { PolicyValues } from '../generated/policy-values.ts';
import type { EffectivePolicy, PolicyPlaceKind } from './effective-policy.ts';
import { fallbackOf, type ParsedValue, parsePolicyValue } from './parse-policy-value.ts';
import {
  type PolicyDefinition,
  type PolicyLevel,
  type PolicyValue,
  parsePortRange,
} from './policy-definition.ts';
import type { PolicyLayer, PolicyReject, RejectReason, UnreadPlace } from './policy-layer.ts';
import { policySchema } from './policy-schema.ts';

/** One key as it is in force. `level` null and `where` null: nobody set it. */
export interface PolicyEntry {
  readonly key: string;
  readonly value: PolicyValue;
  readonly level: PolicyLevel | null;
  readonly where: string | null;
  /** True: the strict value of the key, because what was set there cannot be used. */
  readonly isStrict?: true;
}

/** The policy in force and the story behind it. */
interface PolicyEvaluation {
  readonly policy: EffectivePolicy;
  readonly entries: readonly PolicyEntry[];
  readonly rejects: readonly PolicyReject[];
}

/** What is there and could never be read. */
interface UnreadPlaces {
  readonly kind: PolicyPlaceKind;
  readonly places: readonly UnreadPlace[];
}

const definitions: readonly PolicyDefinition[] = policySchema;
const definitionByName = new Map(
  definitions.map((definition) => [definition.key.toLowerCase(), definition]),
);
const longestShownValue = 80;

/**
 * Enforced beats default; within a level the computer's policy beats the person's, then the order of `layers` decides.
 * A key that is enforced somewhere and has no usable value there takes its strict value: no weaker place decides. One at
 * level default locks nothing, and leaves the key to the next place.
 */
export function evaluatePolicy(
  layers: readonly PolicyLayer[],
  unread: UnreadPlaces | null = null,
): PolicyEvaluation {
  const winners = new Map<string, PolicyEntry>();
  const rejects: PolicyReject[] = [];
  for (const [layer, level] of inOrder(layers)) {
    const { where } = layer;
    for (const named of byKey(layer.values[level])) {
      const { definition } = named;
      const refusal = refusalOf(definition, layer, level);
      if (refusal !== null || definition === undefined) {
        const reason = refusal ?? 'unknown-key';
        for (const { name, raw } of named.values)
          rejects.push({ where, key: name, value: showValue(raw), reason, kept: false });
        continue;
      }
      const { key, whenBroken } = definition;
      const { value, problems } = parseOne(definition, named.values);
      const isStrict = value === undefined && level === 'enforced' && !winners.has(key);
      for (const problem of problems) {
        const shown = { where, key, value: showValue(problem.value), reason: problem.reason };
        rejects.push({ ...shown, kept: false, ...(isStrict ? { strict: whenBroken } : {}) });
      }
      if (isStrict) winners.set(key, strictEntry(definition, where));
      else if (value !== undefined && !winners.has(key))
        winners.set(key, { key, value, level, where });
    }
  }
  const entries = lockPassword(
    definitions.map((definition) => {
      const { key, type } = definition;
      const found = winners.get(key) ?? { key, value: fallbackOf(type), level: null, where: null };
      const hidden = unread?.places.find((place) => mayDecide(definition, place, found, layers));
      return hidden === undefined ? found : strictEntry(definition, hidden.where);
    }),
  );
  return { policy: toEffectivePolicy(entries, unread), entries, rejects };
}

/** For `no-start` no value is in force: the start looks at what is broken first, and ends. */
function strictEntry({ key, type, whenBroken }: PolicyDefinition, where: string): PolicyEntry {
  const value = whenBroken === 'no-start' ? fallbackOf(type) : whenBroken;
  return { key, value, level: 'enforced', where, isStrict: true };
}

/** Whether a place that could not be read may hold a key that is to be strict then, and nothing stronger holds it. */
function mayDecide(
  { strictWhenUnread, scopes }: PolicyDefinition,
  place: UnreadPlace,
  { level, where }: PolicyEntry,
  layers: readonly PolicyLayer[],
): boolean {
  if (strictWhenUnread !== true || !scopes.includes(place.scope)) return false;
  const holder = layers.find((layer) => layer.where === where);
  return !(level === 'enforced' && holder?.scope === 'machine' && place.scope === 'user');
}

/** What one place holds for one key; more than one value where its name stands there in several spellings. */
interface NamedValues {
  readonly definition: PolicyDefinition | undefined;
  readonly values: { readonly name: string; readonly raw: unknown }[];
}

/** A name in another case, or with blanks around it, is the same key. */
function byKey(values: Readonly<Record<string, unknown>>): Iterable<NamedValues> {
  const found = new Map<string, NamedValues>();
  for (const [name, raw] of Object.entries(values)) {
    const definition = definitionByName.get(name.trim().toLowerCase());
    const id = definition?.key ?? name;
    const named = found.get(id) ?? { definition, values: [] };
    named.values.push({ name, raw });
    found.set(id, named);
  }
  return found.values();
}

/** Spellings of one name that say different things say nothing: nobody knows which one was meant. */
function parseOne({ type }: PolicyDefinition, values: NamedValues['values']): ParsedValue {
  const [first, ...others] = values.map(({ raw }) => parsePolicyValue(type, raw));
  const isOne = others.every((other) => isDeepStrictEqual(other.value, first?.value));
  if (first !== undefined && isOne) return first;
  const problems = values.map(({ raw }) => ({ reason: 'set-twice' as const, value: raw }));
  return { value: undefined, problems };
}

/** Single sign-on required decides about the password too, and the report shows it as the source. */
function lockPassword(entries: readonly PolicyEntry[]): readonly PolicyEntry[] {
  const sso = entries.find(({ key, value }) => key === 'SsoRequired' && value === true);
  if (sso === undefined) return entries;
  return entries.map((entry) => {
    if (entry.key !== 'PasswordSignInAllowed') return entry;
    // What forbids the password by its own good value is not to be softened by what is broken.
    const isForbidden = entry.value === false && entry.isStrict === undefined;
    return isForbidden && sso.isStrict ? entry : { ...sso, key: entry.key, value: false };
  });
}

function inOrder(layers: readonly PolicyLayer[]): readonly (readonly [PolicyLayer, PolicyLevel])[] {
  const strongestFirst = [
    ...layers.filter((layer) => layer.scope === 'machine'),
    ...layers.filter((layer) => layer.scope === 'user'),
  ];
  return [
    ...strongestFirst.map((layer) => [layer, 'enforced'] as const),
    ...strongestFirst.map((layer) => [layer, 'default'] as const),
  ];
}

function refusalOf(
  definition: PolicyDefinition | undefined,
  layer: PolicyLayer,
  level: PolicyLevel,
): RejectReason | null {
  if (definition === undefined) return 'unknown-key';
  if (!definition.levels.includes(level)) return 'level-not-allowed';
  return definition.scopes.includes(layer.scope) ? null : 'machine-policy-only';
}

function toEffectivePolicy(
  entries: readonly PolicyEntry[],
  unread: UnreadPlaces | null,
): EffectivePolicy {
  const entryOf = (key: string) => entries.find((entry) => entry.key === key);
  const byField = definitions.map((definition) => {
    const { value } = entryOf(definition.key) ?? { value: fallbackOf(definition.type) };
    const isPorts = definition.type.kind === 'text' && definition.type.format === 'port-range';
    return [
      definition.field,
      isPorts ? (parsePortRange(String(value)) ?? anyPort) : value,
    ] as const;
  });
  // The generated type follows the same schema that the entries were parsed with, field by field.
  const values = Object.fromEntries(byField) as unknown as PolicyValues;
  const fieldsOf = (isMeant: (entry: PolicyEntry | undefined) => boolean) =>
    definitions
      .filter(({ key }) => isMeant(entryOf(key)))
      .map(({ field }) => field) as (keyof PolicyValues)[];
  const enforced = fieldsOf((entry) => entry?.level === 'enforced');
  return {
    ...values,
    // A default only says which language comes first; the person may still take any other.
    locales: enforced.includes('locales')
      ? values.locales
      : [...new Set([...values.locales, ...locales])],
    enforced,
    broken: fieldsOf((entry) => entry?.isStrict === true),
    unread:
      unread === null
        ? null
        : {
            kind: unread.kind,
            isMachine: unread.places.some(({ scope }) => scope === 'machine'),
          },
  };
}

const anyPort = { first: 0, last: 0 } as const;

/** A value as one short line of JSON. */
function showValue(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = typeof value;
  }
  return text.length > longestShownValue ? `${text.slice(0, longestShownValue - 1)}…` : text;
}

/** The policy of a computer on which no administrator has set anything. */
export const builtInPolicy: EffectivePolicy = evaluatePolicy([]).policy;
