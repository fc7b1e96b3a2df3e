import { expect, test } from 'vitest';
import { parseStrictObject } from '../../../src-main/oauth/strict-json.ts';

test.each([
  '{}',
  '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
  '{"a":"a\\":{\\"b","b":"}{"}',
  '{"a" : ["x", "x"], "x" : null}',
  '{"proto":{},"constructor":1}',
])('%s is read as JSON.parse reads it', (text) => {
  expect(parseStrictObject(text)).toEqual(JSON.parse(text));
});

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '{"b":{"a":1,"a":2}}',
  '{"b":[{"a":1,"a":2}]}',
  '{"__proto__":1}',
  '{"a":{"__proto__":{}}}',
  '{"\\u005f_proto__":1}',
  `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`,
  '[]',
  '1',
  'null',
  '"a"',
  '',
  '{',
  '{"a":}',
  '{"a":1}}',
  '{"a":1}{',
  "{'a':1}",
  '{a:1}',
  ':',
  '"',
])('%s is refused', (text) => {
  expect(parseStrictObject(text)).toBeNull();
});
