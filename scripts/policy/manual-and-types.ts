import { fallbackOf } from '../../src-main/policy/parse-policy-value.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';

/** The lines between which the table of policies stands in the page for administrators. */
export const tableMarkers = {
  start: '<!-- policies: generated, do not edit below -->',
  end: '<!-- policies: generated, do not edit above -->',
} as const;

function boundsOf({ type }: PolicyDefinition): string {
  switch (type.kind) {
    case 'boolean':
      return 'on or off';
    case 'integer':
      return `${type.minimum}–${type.maximum} ${type.unit}`;
    case 'choice':
      return type.choices.map(({ value }) => `\`${value}\``).join(', ');
    case 'choices':
      return `list of ${type.choices.map(({ value }) => `\`${value}\``).join(', ')}; at least one`;
    case 'list':
      return `list, 1 to ${type.maximumItems}`;
    case 'text':
      return `text, at most ${type.maximumLength} characters`;
  }
}

function strictOf(whenBroken: PolicyDefinition['whenBroken']): string {
  if (whenBroken === 'no-start') return 'Sonar does not start';
  if (whenBroken === '') return 'not set';
  const isNobody = Array.isArray(whenBroken) && whenBroken.length === 0;
  return isNobody ? 'nobody' : `\`${JSON.stringify(whenBroken)}\``;
}

function rowOf(definition: PolicyDefinition): string {
  const { key, levels, scopes, type, example, help, whenBroken } = definition;
  const builtIn = fallbackOf(type);
  const cells = [
    `\`${key}\``,
    boundsOf(definition),
    builtIn === '' || builtIn === null ? 'not set' : `\`${JSON.stringify(builtIn)}\``,
    strictOf(whenBroken),
    levels.join(', ') + (scopes.includes('user') ? '' : '; machine only'),
    `${help.en} Example: \`${JSON.stringify(example)}\``,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The Markdown table of all keys. */
export function generateTable(schema: readonly PolicyDefinition[]): string {
  const head = [
    '| Key | Values | Built in | Strict | Levels | What it does |',
    '|---|---|---|---|---|---|',
  ];
  return [...head, ...schema.map(rowOf)].join('\n');
}

/** A page with a table put between its markers; throws when the page has none of them. */
export function replaceTable(
  page: string,
  markers: { readonly start: string; readonly end: string },
  table: string,
): string {
  const start = page.indexOf(markers.start);
  const end = page.indexOf(markers.end);
  if (start < 0 || end < start) throw new Error(`The page has no ${markers.start}`);
  const head = page.slice(0, start + markers.start.length);
  return `${head}\n\n${table}\n\n${page.slice(end)}`;
}

/** The lines between which the table of codes stands in the page for administrators. */
export const codeTableMarkers = {
  start: '<!-- codes: generated, do not edit below -->',
  end: '<!-- codes: generated, do not edit above -->',
} as const;

const list = /^export const errorActions = \{\n(.*?)^\}/ms;
const entry = /^ {2}\/\*\*(.*?)\*\/\n {2}'?([a-z-]+)'?: /gms;

/**
 * The Markdown table of all codes, read from the comments of `errorActions` in the contract: what happened, an arrow,
 * what an administrator can do.
 */
export function generateCodeTable(contract: string): string {
  const entries = list.exec(contract)?.[1];
  if (entries === undefined) throw new Error('The contract has no errorActions.');
  const rows = [...entries.matchAll(entry)].map(([, comment = '', code = '']) => {
    const text = comment.replaceAll(/\s*\n\s*\* ?/g, ' ').trim();
    const [happened, help] = text.split(' → ');
    if (!happened || !help) throw new Error(`The contract does not say what to do about ${code}.`);
    return `| \`${code}\` | ${[happened, help].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| Code | What happened | What to do |', '|---|---|---|', ...rows].join('\n');
}

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
    '// Generated from policy-schema.ts by scripts/policy/generate.ts; do not edit.',
    '',
    '/** The value of every policy key, within bounds and in the form that the app compares. A list that is null restricts nobody; an empty one allows nobody. */',
    'export interface PolicyValues {',
    fields.join('\n'),
    '}',
    '',
  ].join('\n');
}
