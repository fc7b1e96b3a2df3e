import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';

function typeOf({ type }: PolicyDefinition): string {
  switch (type.kind) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'number';
    case 'choice':
      return union(type.choices);
    case 'choices':
      return `readonly (${union(type.choices)})[]`;
    case 'list':
      return 'readonly string[] | null';
    case 'text':
      return type.format === 'port-range'
        ? '{ readonly first: number; readonly last: number }'
        : 'string';
  }
}

function union(choices: readonly { readonly value: string }[]): string {
  return choices.map(({ value }) => `'${value}'`).join(' | ');
}

/** The TypeScript interface of all policy values, one documented field a key. */
export function generateTypes(schema: readonly PolicyDefinition[]): string {
  const fields = schema.map(
    (definition) =>
      `  /** ${definition.key}. ${definition.help.en} */\n  readonly ${definition.field}: ${typeOf(definition)};`,
  );
  return [
    '// Generated from policy-schema.ts by build/policy/generate.ts; do not edit.',
    '',
    '/** The value of every policy key, within bounds and in the form that the app compares. A list that is null restricts nobody; an empty one allows nobody. */',
    'export interface PolicyValues {',
    fields.join('\n'),
    '}',
    '',
  ].join('\n');
}
