import { expect, test } from 'vitest';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { PolicyDefinition } from '../../../src-main/policy/policy-definition.ts';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import { policySchema } from '../../../src-main/policy/policy-schema.ts';
import { policyPlacesOfSystems, withDirectory } from './policy-places.ts';

const definitions: readonly PolicyDefinition[] = policySchema;

/** What the app sees for the example of a key, where that is not the example itself. */
const seenValues: Readonly<Record<string, unknown>> = {
  CallbackPorts: { first: 49_200, last: 49_299 },
  SonarBaseUrl: 'https://sonar.example.com/v1',
};

/** What a key locks beside itself. */
const alsoLocked: Readonly<Record<string, readonly string[]>> = {
  SsoRequired: ['passwordAllowed'],
};

const cases = definitions.flatMap((definition) =>
  policyPlacesOfSystems.flatMap((place) =>
    (['enforced', 'default'] as const).map((level) => {
      const refusal = !definition.levels.includes(level)
        ? 'level-not-allowed'
        : definition.scopes.includes(place.scope)
          ? null
          : 'machine-policy-only';
      const outcome = refusal === null ? 'is in force' : `is ignored as ${refusal}`;
      return { definition, place, level, refusal, outcome };
    }),
  ),
);

test.each(cases)('$definition.key $level in $place.name $outcome', async (row) => {
  const { definition, place, level, refusal } = row;
  await withDirectory((directory) => {
    const source = place.write(directory, level, { [definition.key]: definition.example });
    const reader = createPolicyReader(source);
    try {
      const field = definition.field as keyof typeof builtInPolicy;
      const entry = reader.report().entries.find(({ key }) => key === definition.key);
      if (refusal !== null) {
        expect(reader.current()).toEqual(builtInPolicy);
        expect(reader.report().rejects).toMatchObject([{ key: definition.key, reason: refusal }]);
        return;
      }
      const seen = seenValues[definition.key] ?? definition.example;
      const orderOnly = definition.key === 'Languages' && level === 'default';
      expect(reader.current()[field]).toEqual(orderOnly ? ['fr-CA', 'en', 'es'] : seen);
      expect(reader.current()[field]).not.toEqual(builtInPolicy[field]);
      const locked = alsoLocked[definition.key] ?? [];
      expect(reader.current().enforced).toEqual(
        level === 'enforced' ? [definition.field, ...locked] : [],
      );
      const reported = definition.key === 'SonarBaseUrl' ? seen : definition.example;
      expect(entry).toMatchObject({ level, value: reported });
      expect(reader.report().rejects).toEqual([]);
    } finally {
      reader.close();
    }
  });
});
