import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

type Json = Readonly<Record<string, unknown>>;

const file = join(import.meta.dirname, '../../../services/sonar/openapi.yaml');
const document: Json = parse(readFileSync(file, 'utf8'));

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** For developers, and shown to nobody. */
const unshown = ['Problem.title', 'Problem.detail'];

/** Texts that may be as long, and times that may be as far away, as whoever answers likes, by their path. */
function unbounded(node: unknown, path: string): readonly string[] {
  const schema = asJson(node);
  if (schema.enum !== undefined || schema.const !== undefined || unshown.includes(path)) return [];
  const types = [schema.type].flat();
  const isShort = schema.maxLength !== undefined || schema.format !== undefined;
  const isCounted = /^\^\[[^\]]+\]\{[\d,]*\d\}\$$/.test(String(schema.pattern));
  const isLong = types.includes('string') && !isShort && !isCounted;
  const isLarge = path.endsWith('ExpiresIn') && schema.maximum === undefined;
  const parts = [
    ...Object.entries(asJson(schema.properties)),
    ...(schema.items === undefined ? [] : [['[]', schema.items] as const]),
    ...[schema.oneOf ?? schema.anyOf ?? []].flat().map((choice) => ['', choice] as const),
  ];
  return [
    ...(isLong || isLarge ? [path] : []),
    ...parts.flatMap(([name, part]) => unbounded(part, `${path}.${name}`)),
  ];
}

test('S2-16, S2-17: every text and lifetime of the contract has an end', () => {
  const schemas = Object.entries(asJson(asJson(document.components).schemas));
  expect(schemas.length).toBeGreaterThan(20);
  expect(schemas.flatMap(([name, schema]) => unbounded(schema, name))).toEqual([]);
});
