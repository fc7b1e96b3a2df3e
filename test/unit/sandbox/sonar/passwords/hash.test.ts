import { expect, test } from 'vitest';
import { createPasswords } from '../../../../../services/sonar/passwords/hash.ts';
import { cheapPasswords } from '../support/start-test-service.ts';

const passwords = createPasswords(cheapPasswords);

test('a password verifies against its own hash and no other', async () => {
  const stored = await passwords.hash('correct horse');
  expect(stored).toMatch(/^scrypt\$1024\$8\$1\$/);
  expect(await passwords.verify('correct horse', stored)).toBe(true);
  expect(await passwords.verify('Correct horse', stored)).toBe(false);
});

test('two hashes of one password have different salts', async () => {
  expect(await passwords.hash('x')).not.toBe(await passwords.hash('x'));
});

test('a password composed and decomposed is the same', async () => {
  expect(await passwords.verify('rene\u0301', await passwords.hash('ren\u00e9'))).toBe(true);
});

test('nobody verifies, whatever the password', async () => {
  expect(await passwords.verify('', null)).toBe(false);
});

test('a hash of another cost still verifies', async () => {
  const stored = await createPasswords({ n: 2_048, r: 8, p: 1 }).hash('x');
  expect(await passwords.verify('x', stored)).toBe(true);
});
