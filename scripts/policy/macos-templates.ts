import { createHash } from 'node:crypto';
import { build } from 'plist';
import { fallbackOf } from '../../src-main/policy/parse-policy-value.ts';
import { formatPatterns, type PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces } from '../../src-main/policy/policy-schema.ts';

type Subkey = Readonly<Record<string, unknown>>;

function typeFacts({ type }: PolicyDefinition): Subkey {
  switch (type.kind) {
    case 'boolean':
      return { pfm_type: 'boolean' };
    case 'integer':
      return {
        pfm_type: 'integer',
        pfm_range_min: type.minimum,
        pfm_range_max: type.maximum,
        pfm_value_unit: type.unit,
      };
    case 'choice':
      return {
        pfm_type: 'string',
        pfm_range_list: type.choices.map(({ value }) => value),
        pfm_range_list_titles: type.choices.map(({ text }) => text.en),
      };
    case 'choices':
      return arrayFacts({ pfm_range_list: type.choices.map(({ value }) => value) });
    case 'list':
      return arrayFacts({ pfm_format: formatPatterns[type.format] });
    case 'text':
      return { pfm_type: 'string', pfm_format: formatPatterns[type.format] };
  }
}

function arrayFacts(item: Subkey): Subkey {
  return {
    pfm_type: 'array',
    pfm_subkeys: [{ pfm_name: 'Value', pfm_title: 'Value', pfm_type: 'string', ...item }],
  };
}

function subkeyOf(definition: PolicyDefinition): Subkey {
  return {
    pfm_name: definition.key,
    pfm_title: definition.title.en,
    pfm_description: definition.help.en,
    ...(hasBuiltIn(definition) ? { pfm_default: fallbackOf(definition.type) } : {}),
    ...typeFacts(definition),
  };
}

function payloadSubkeys(): readonly Subkey[] {
  const domain = policyPlaces.preferencesDomain;
  const text = (pfm_name: string, pfm_default: string) => ({
    pfm_name,
    pfm_title: pfm_name,
    pfm_type: 'string',
    pfm_require: 'always',
    pfm_default,
  });
  return [
    text('PayloadDisplayName', 'Sonar Login'),
    text('PayloadIdentifier', `${domain}.policies`),
    text('PayloadType', domain),
    text('PayloadUUID', ''),
    { ...text('PayloadVersion', ''), pfm_type: 'integer', pfm_default: 1 },
  ];
}

/** The manifest by which profile editors offer the keys with titles, help and bounds. */
export function generateManifest(schema: readonly PolicyDefinition[]): string {
  const defaults: Subkey = {
    pfm_name: policyPlaces.defaultsKey,
    pfm_title: 'Defaults',
    pfm_description:
      'The same keys at level default: the person, or a stronger policy, may change them.',
    pfm_type: 'dictionary',
    pfm_subkeys: schema.filter(({ levels }) => levels.includes('default')).map(subkeyOf),
  };
  const manifest = {
    pfm_title: 'Sonar Login',
    pfm_description: 'Policies of the Sonar desktop sign-in',
    pfm_domain: policyPlaces.preferencesDomain,
    pfm_format_version: 1,
    pfm_version: 1,
    pfm_interaction: 'combined',
    pfm_platforms: ['macOS'],
    pfm_targets: ['system', 'user'],
    pfm_unique: true,
    pfm_subkeys: [...payloadSubkeys(), ...schema.map(subkeyOf), defaults],
  };
  return `${build(manifest as unknown as Parameters<typeof build>[0])}\n`;
}

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
