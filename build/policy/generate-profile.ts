import { createHash } from 'node:crypto';
import { build } from 'plist';
import { fallbackOf } from '../../src-main/policy/parse-policy-value.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces } from '../../src-main/policy/policy-schema.ts';

const domain = policyPlaces.preferencesDomain;

/** A UUID that depends on a name only, so that the profile is the same whenever it is generated. */
function stableUuid(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `5${digits.slice(13, 16)}`];
  return [...parts, `a${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-').toUpperCase();
}

function payloadKeys(identifier: string, type: string) {
  return {
    PayloadDisplayName: 'Sonar Login',
    PayloadIdentifier: identifier,
    PayloadOrganization: 'net2phone',
    PayloadType: type,
    PayloadUUID: stableUuid(identifier),
    PayloadVersion: 1,
  };
}

/** False for a list or text that is built in as not set: an empty one would be a mistake, and lock. */
export function hasBuiltIn({ type }: PolicyDefinition): boolean {
  return type.kind !== 'list' && type.kind !== 'text';
}

/** Each key that has one with its built-in value: a template whose values an administrator edits or removes. */
export function builtInValues(schema: readonly PolicyDefinition[]): Record<string, unknown> {
  return Object.fromEntries(
    schema.filter(hasBuiltIn).map(({ key, type }) => [key, fallbackOf(type)]),
  );
}

/** A macOS configuration profile with every key that has a built-in value at it. */
export function generateProfile(schema: readonly PolicyDefinition[]): string {
  const payload = {
    ...payloadKeys(`${domain}.policies`, domain),
    ...builtInValues(schema),
    [policyPlaces.defaultsKey]: {},
  };
  const profile = {
    ...payloadKeys(`${domain}.profile`, 'Configuration'),
    PayloadDescription:
      'Policies of the Sonar desktop sign-in. Keep only the keys you want to lock.',
    PayloadRemovalDisallowed: false,
    PayloadScope: 'System',
    PayloadContent: [payload],
  };
  return `${build(profile as Parameters<typeof build>[0])}\n`;
}
