import { expect, test } from 'vitest';
import { emailDomainOf, emailKeyOf } from '../../../../../services/sonar/matching/decide.ts';

test.each([
  ['case', 'Ana.Silva@Maple.EXAMPLE', 'ana.silva@maple.example'],
  ['an international domain and its ASCII form', 'ana@bücher.example', 'ana@xn--bcher-kva.example'],
  ['a domain composed and decomposed', 'ana@bu\u0308cher.example', 'ana@b\u00fccher.example'],
  ['full-width letters of a domain', 'ana@ｍaple.example', 'ana@maple.example'],
])('SV-04: %s makes no difference', (_name, left, right) => {
  expect(emailKeyOf(left)).not.toBeNull();
  expect(emailKeyOf(left)).toBe(emailKeyOf(right));
});

test.each([
  ['a dot', 'anasilva@gmail.com', 'ana.silva@gmail.com'],
  ['a plus tag', 'ana+work@gmail.com', 'ana@gmail.com'],
  ['googlemail.com', 'ana@googlemail.com', 'ana@gmail.com'],
  ['a homoglyph in the domain', 'ana@m\u0430ple.example', 'ana@maple.example'],
  ['a subdomain', 'ana@mail.maple.example', 'ana@maple.example'],
])('SV-04: %s makes another address', (_name, left, right) => {
  expect(emailKeyOf(left)).not.toBeNull();
  expect(emailKeyOf(left)).not.toBe(emailKeyOf(right));
});

test.each([
  ['no address', null],
  ['an empty one', ''],
  ['no at sign', 'ana'],
  ['two at signs', 'ana@evil@maple.example'],
  ['an empty local part', '@maple.example'],
  ['an empty domain', 'ana@'],
  ['a space behind', 'ana@maple.example '],
  ['a space before', ' ana@maple.example'],
  ['a homoglyph in the local part', '\u0430na@maple.example'],
  ['a local part composed', 'ren\u00e9@maple.example'],
  ['a local part decomposed', 'rene\u0301@maple.example'],
  ['a NUL', 'ana\u0000@maple.example'],
  ['a line break', 'ana@maple.example\nevil.example'],
  ['a trailing dot', 'ana@maple.example.'],
  ['a path in the domain', 'ana@maple.example/evil'],
  ['320 characters', `${'a'.repeat(64)}@${'b'.repeat(243)}.example.com`],
])('SV-04: %s equals nothing', (_name, email) => {
  expect(emailKeyOf(email)).toBeNull();
  expect(emailDomainOf(email)).toBeNull();
});
