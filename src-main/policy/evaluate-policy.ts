import { locales } from '../../preload/contract.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import type { PolicyValues } from './generated/policy-values.ts';
import { fallbackOf, type PolicyValue, parsePolicyValue } from './parse-policy-value.ts';
import type { PolicyDefinition, PolicyLevel } from './policy-definition.ts';
import { parsePortRange } from './policy-formats.ts';
import type { PolicyLayer, PolicyReject, RejectReason } from './policy-layer.ts';
import { policySchema } from './policy-schema.ts';

/** One key as it is in force. `level` null and `where` null: nobody set it. */
export interface PolicyEntry {
  readonly key: string;
  readonly value: PolicyValue;
  readonly level: PolicyLevel | null;
  readonly where: string | null;
}

/** The policy in force and the story behind it. */
export interface PolicyEvaluation {
  readonly policy: EffectivePolicy;
  readonly entries: readonly PolicyEntry[];
  readonly rejects: readonly PolicyReject[];
}

const definitions: readonly PolicyDefinition[] = policySchema;
const definitionByKey = new Map(definitions.map((definition) => [definition.key, definition]));
const longestShownValue = 80;

/** Enforced beats default; within a level the computer's policy beats the person's, then the order of `layers` decides. */
export function evaluatePolicy(layers: readonly PolicyLayer[]): PolicyEvaluation {
  const winners = new Map<string, PolicyEntry>();
  const rejects: PolicyReject[] = [];
  for (const [layer, level] of inOrder(layers)) {
    for (const [key, raw] of Object.entries(layer.values[level])) {
      const report = (reason: RejectReason, value: unknown) =>
        rejects.push({ where: layer.where, key, value: showValue(value), reason, kept: false });
      const definition = definitionByKey.get(key);
      const refusal = refusalOf(definition, layer, level);
      if (refusal !== null || definition === undefined) {
        report(refusal ?? 'unknown-key', raw);
        continue;
      }
      const { value, problems } = parsePolicyValue(definition.type, raw);
      for (const problem of problems) report(problem.reason, problem.value);
      if (value !== null && !winners.has(key))
        winners.set(key, { key, value, level, where: layer.where });
    }
  }
  const entries = lockPassword(
    definitions.map(
      ({ key, type }) =>
        winners.get(key) ?? { key, value: fallbackOf(type), level: null, where: null },
    ),
  );
  return { policy: toEffectivePolicy(entries), entries, rejects };
}

/** Single sign-on required decides about the password too, and the report shows it as the source. */
function lockPassword(entries: readonly PolicyEntry[]): readonly PolicyEntry[] {
  const sso = entries.find(({ key, value }) => key === 'SsoRequired' && value === true);
  if (sso === undefined) return entries;
  const { level, where } = sso;
  return entries.map((entry) =>
    entry.key === 'PasswordSignInAllowed' ? { ...entry, value: false, level, where } : entry,
  );
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

function toEffectivePolicy(entries: readonly PolicyEntry[]): EffectivePolicy {
  const entryOf = (key: string) => entries.find((entry) => entry.key === key);
  const byField = definitions.map((definition) => {
    const value = entryOf(definition.key)?.value ?? fallbackOf(definition.type);
    const isPorts = definition.type.kind === 'text' && definition.type.format === 'port-range';
    return [
      definition.field,
      isPorts ? (parsePortRange(String(value)) ?? anyPort) : value,
    ] as const;
  });
  // The generated type follows the same schema that the entries were parsed with, field by field.
  const values = Object.fromEntries(byField) as unknown as PolicyValues;
  const isEnforced = ({ key }: PolicyDefinition) => entryOf(key)?.level === 'enforced';
  const enforced = definitions.filter(isEnforced).map(({ field }) => field);
  return {
    ...values,
    // A default only says which language comes first; the person may still take any other.
    locales: enforced.includes('locales')
      ? values.locales
      : [...new Set([...values.locales, ...locales])],
    enforced: enforced as unknown as EffectivePolicy['enforced'],
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
