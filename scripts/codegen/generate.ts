/**
 * Writes `src-main/generated/service-contract.ts` from the OpenAPI document: the schemas that every answer is parsed by,
 * and the types of what is answered and sent. With `--check` it writes nothing, compares, and exits 1 when they differ.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { asJson, generateRequestTypes, type Json, methods, resolve } from './request-types.ts';

/** Keywords that say nothing about which values are right. `additionalProperties: false` holds requests only. */
const annotations = ['description', 'additionalProperties', 'discriminator', 'examples'];

/** What may stand beside each type; anything else stops the generator, so that nothing is dropped silently. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'enum', 'const'],
  integer: ['minimum', 'maximum'],
  boolean: ['const'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required'],
};

const formats: Readonly<Record<string, string>> = {
  'date-time': 'z.iso.datetime()',
  date: 'z.iso.date()',
  uuid: 'z.guid()',
  uri: 'z.url()',
};

/** Names that the service may add to, by the list of the contract that has those which the app knows. */
const lists: Readonly<Record<string, string>> = { Provider: 'providers' };

/**
 * The source of a module with what makes one zod schema for each schema that an answer of the document at `documentPath` uses, a
 * table from path and method to the answer of a success, and the types of all that is answered and sent. Throws on a
 * keyword that it does not know.
 */
function generateContract(documentPath: string): string {
  const document: Json = parse(readFileSync(documentPath, 'utf8'));
  const schemas = asJson(asJson(document.components).schemas);
  const declarations = new Map<string, string>();

  function referTo(pointer: unknown): string {
    const name = String(pointer).replace('#/components/schemas/', '');
    const schema = schemas[name];
    if (schema === undefined) throw new Error(`${String(pointer)} is no schema of the document`);
    if (!declarations.has(name)) {
      const list = lists[name];
      const source = list === undefined ? code(asJson(schema), name) : `z.enum(${list})`;
      // Made at its first use: all of them at once would keep the window waiting at each start. `z.lazy` would have each
      // value ask for its schema once more: three times as long for ten thousand accounts.
      declarations.set(name, `export const ${name} = once(() => ${source});\n`);
    }
    return `${name}()`;
  }

  function code(schema: Json, place: string): string {
    if (typeof schema.$ref === 'string') return referTo(schema.$ref);
    const choices = schema.oneOf ?? schema.anyOf;
    if (Array.isArray(choices)) return union(choices.map(asJson), schema, place);
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    const [type, ...more] = types.filter((one) => one !== 'null');
    if (typeof type !== 'string' || more.length > 0) throw new Error(`${place} has no one type`);
    const known = [...annotations, 'type', ...(keywords[type] ?? [])];
    const unknown = Object.keys(schema).find((key) => !known.includes(key));
    if (unknown !== undefined) throw new Error(`${place} has ${unknown}, unknown for ${type}`);
    return types.length > 1
      ? `${ofType(type, schema, place)}.nullable()`
      : ofType(type, schema, place);
  }

  function union(choices: readonly Json[], schema: Json, place: string): string {
    const some = choices.filter(({ type }) => type !== 'null');
    const parts = some.map((choice) => code(choice, place));
    const tag = asJson(schema.discriminator).propertyName;
    const list = `[${parts.join(', ')}]`;
    const one =
      typeof tag === 'string' ? `z.discriminatedUnion('${tag}', ${list})` : `z.union(${list})`;
    const whole = parts.length === 1 ? String(parts[0]) : one;
    return some.length < choices.length ? `${whole}.nullable()` : whole;
  }

  function ofType(type: string, schema: Json, place: string): string {
    if (schema.const !== undefined) return `z.literal(${JSON.stringify(schema.const)})`;
    if (Array.isArray(schema.enum)) {
      return `z.enum(${JSON.stringify(schema.enum.filter((one) => one !== null))})`;
    }
    switch (type) {
      case 'string':
        return string(schema);
      case 'integer':
        return `z.int()${call('min', schema.minimum)}${call('max', schema.maximum)}`;
      case 'boolean':
        return 'z.boolean()';
      case 'array': {
        const bounds = call('min', schema.minItems) + call('max', schema.maxItems);
        const items = `z.array(${code(asJson(schema.items), place)})${bounds}`;
        return schema.uniqueItems === true ? `withoutRepeats(${items})` : items;
      }
      case 'object':
        return object(schema, place);
      default:
        throw new Error(`${place} is of the unknown type ${type}`);
    }
  }

  function object(schema: Json, place: string): string {
    const required = Array.isArray(schema.required) ? schema.required : [];
    const members = Object.entries(asJson(schema.properties)).map(([name, member]) => {
      const source = code(asJson(member), `${place}.${name}`);
      return `${name}: ${required.includes(name) ? source : `${source}.optional()`},`;
    });
    return `z.object({ ${members.join(' ')} })`;
  }

  const rows = Object.entries(asJson(document.paths)).map(([path, item]) => {
    const answers = methods.flatMap((method) => {
      const operation = asJson(asJson(item)[method]);
      if (operation.operationId === undefined) return [];
      return `${method}: ${answer(document, operation, code)},`;
    });
    return `  '${path}': { ${answers.join(' ')} },`;
  });
  referTo('#/components/schemas/Problem');
  const sent = generateRequestTypes(document, new Set(declarations.keys()));
  return [
    '/** Generated from services/sonar/openapi.yaml by scripts/codegen/generate.ts. Change that document, not this file. */',
    "import { z } from 'zod';",
    `import { ${Object.values(lists).join(', ')} } from '../../preload/contract/providers.ts';`,
    "import { once, text, withoutRepeats } from '../common/text-value.ts';",
    '',
    ...declarations.values(),
    '/** For each operation its success: status, media type, and what makes the schema of the body. */',
    'export const answers = {',
    ...rows,
    '} as const;',
    '',
    '/** The values of each schema: of an answer what its schema makes of it, of a request what may be sent. */',
    'export interface Wire {',
    ...[...declarations.keys()].map(
      (name) => `  readonly ${name}: z.output<ReturnType<typeof ${name}>>;`,
    ),
    ...sent.schemas,
    '}',
    '',
    '/** What each operation is sent; `accessToken` where it is for somebody who is signed in. */',
    'export interface Requests {',
    ...sent.operations,
    '}',
    '',
  ].join('\n');
}

type Code = (schema: Json, place: string) => string;

/** The one success of an operation: with two, a client could not tell which body to expect. */
function answer(document: Json, operation: Json, code: Code): string {
  const name = String(operation.operationId);
  const successes = Object.entries(asJson(operation.responses)).filter(([status]) =>
    status.startsWith('2'),
  );
  const [success, ...more] = successes;
  if (success === undefined || more.length > 0) throw new Error(`${name} has no one success`);
  const [status, response] = success;
  const [media, ...others] = Object.entries(asJson(resolve(document, asJson(response)).content));
  if (others.length > 0) throw new Error(`${name} has several media types`);
  if (media === undefined)
    return `{ status: ${status}, mediaType: null, body: once(() => z.null()) }`;
  const [mediaType, { schema }] = [media[0], asJson(media[1])];
  // A file goes to the person as it came.
  const body = mediaType === 'application/json' ? code(asJson(schema), name) : 'z.string()';
  return `{ status: ${status}, mediaType: '${mediaType}', body: once(() => ${body}) }`;
}

/** Strings with a form of their own are taken as they are; the others are words for people. */
function string(schema: Json): string {
  const { minLength = 0, maxLength, pattern, format } = schema;
  if (typeof format === 'string') {
    const source = formats[format];
    if (source === undefined) throw new Error(`unknown format ${format}`);
    return source;
  }
  if (typeof pattern !== 'string') {
    return maxLength === undefined ? `text(${minLength})` : `text(${minLength}, ${maxLength})`;
  }
  const max = call('max', maxLength);
  return `z.string()${call('min', schema.minLength)}${max}.regex(new RegExp(${JSON.stringify(pattern)}, 'u'))`;
}

function call(name: string, value: unknown): string {
  return value === undefined ? '' : `.${name}(${String(value)})`;
}

const root = join(import.meta.dirname, '../..');
const name = 'src-main/generated/service-contract.ts';
const path = join(root, name);
const wanted = generateContract(join(root, 'services/sonar/openapi.yaml'));

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== wanted) {
  console.error(`${name} is stale: run node scripts/codegen/generate.ts`);
  process.exitCode = 1;
}
