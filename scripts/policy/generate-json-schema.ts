import { fallbackOf } from '../../src-main/policy/parse-policy-value.ts';
import { formatPatterns, type PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces } from '../../src-main/policy/policy-schema.ts';
import { builtInValues, hasBuiltIn } from './macos-templates.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

function typeFacts({ type }: PolicyDefinition): JsonSchema {
  switch (type.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: type.minimum, maximum: type.maximum };
    case 'choice':
      return { type: 'string', enum: type.choices.map(({ value }) => value) };
    case 'choices':
      return {
        type: 'array',
        items: { enum: type.choices.map(({ value }) => value) },
        minItems: 1,
        uniqueItems: true,
      };
    case 'list':
      return {
        type: 'array',
        items: { type: 'string', pattern: formatPatterns[type.format] },
        minItems: 1,
        maxItems: type.maximumItems,
        uniqueItems: true,
      };
    case 'text':
      return {
        type: 'string',
        maxLength: type.maximumLength,
        pattern: formatPatterns[type.format],
      };
  }
}

function propertiesOf(schema: readonly PolicyDefinition[]): JsonSchema {
  const entries = schema.map((definition) => [
    definition.key,
    {
      title: definition.title.en,
      description: definition.help.en,
      ...typeFacts(definition),
      ...(hasBuiltIn(definition) ? { default: fallbackOf(definition.type) } : {}),
      examples: [definition.example],
    },
  ]);
  return Object.fromEntries(entries);
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The JSON schema (draft 7) of one Linux policy file. */
export function generateJsonSchema(schema: readonly PolicyDefinition[]): string {
  return toJson({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Sonar Login policies',
    description: `One file of ${policyPlaces.linuxDirectory}; a later file name is the stronger one.`,
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...propertiesOf(schema),
      [policyPlaces.defaultsKey]: {
        description:
          'The same keys at level default: the person, or a stronger policy, may change them.',
        type: 'object',
        additionalProperties: false,
        properties: propertiesOf(schema.filter(({ levels }) => levels.includes('default'))),
      },
    },
  });
}

/** What a form shows beside the choices of a key, by their names for people. */
function titlesOf({ type }: PolicyDefinition): JsonSchema {
  return 'choices' in type ? { enum_titles: type.choices.map(({ text }) => text.en) } : {};
}

/** The value of a key as Jamf's form asks for it, once the administrator has said that it is configured. */
function configuredInJamf(definition: PolicyDefinition): JsonSchema {
  const facts = typeFacts(definition);
  const { type, example } = definition;
  const builtIn = hasBuiltIn(definition) ? JSON.stringify(fallbackOf(type)) : 'not set';
  const infoText = `Built in: ${builtIn}. Example: ${JSON.stringify(example)}`;
  return {
    title: 'Configured',
    ...facts,
    ...(type.kind === 'choices'
      ? { items: { type: 'string', ...(facts.items as object), options: titlesOf(definition) } }
      : {}),
    ...(hasBuiltIn(definition) ? { default: fallbackOf(type) } : {}),
    options: { infoText, ...(type.kind === 'choice' ? titlesOf(definition) : {}) },
  };
}

function jamfProperties(schema: readonly PolicyDefinition[]): JsonSchema {
  const entries = schema.map((definition, index) => [
    definition.key,
    {
      title: definition.title.en,
      description: definition.help.en,
      property_order: (index + 1) * 10,
      // The first one is what the form starts with: a key that is present is enforced, so none is until it is wanted.
      anyOf: [{ title: 'Not Configured', type: 'null' }, configuredInJamf(definition)],
    },
  ]);
  return Object.fromEntries(entries);
}

/**
 * The JSON schema that Jamf Pro makes a form of (*Application & Custom Settings*, *Custom Schema*). Its form leaves out
 * what is empty, which the app would take for a key without a usable value.
 */
export function generateJamfSchema(schema: readonly PolicyDefinition[]): string {
  const domain = policyPlaces.preferencesDomain;
  const options = { remove_empty_properties: true };
  return toJson({
    title: `Sonar Login (${domain})`,
    description: 'Policies of the Sonar desktop sign-in. A key that is configured is enforced.',
    type: 'object',
    options,
    properties: {
      ...jamfProperties(schema),
      [policyPlaces.defaultsKey]: {
        title: 'Defaults (people may change them)',
        description:
          'The same keys at level default: the person, or a stronger policy, may change them.',
        property_order: (schema.length + 1) * 10,
        type: 'object',
        options: { ...options, collapsed: true },
        properties: jamfProperties(schema.filter(({ levels }) => levels.includes('default'))),
      },
    },
  });
}

/** A Linux policy file with every key that has a built-in value at it, to be cut down and edited. */
export function generateSample(schema: readonly PolicyDefinition[]): string {
  return toJson({ ...builtInValues(schema), [policyPlaces.defaultsKey]: {} });
}
