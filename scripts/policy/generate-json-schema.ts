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

/** A Linux policy file with every key that has a built-in value at it, to be cut down and edited. */
export function generateSample(schema: readonly PolicyDefinition[]): string {
  return toJson({ ...builtInValues(schema), [policyPlaces.defaultsKey]: {} });
}
