import { expect, test } from 'vitest';
import { cheatSheet } from '../../../../services/desktop/cheat-sheet.ts';

const people = [
  person('google', 'ana@maple.example', 'One account.', 'ana', 'secret-1'),
  person('microsoft', 'adam@clinic.example', 'One account.', null, null),
  person('google', 'nora@maple.example', 'A stranger.', null, null),
] as const;

const sheet = cheatSheet({
  google: { issuer: 'http://127.0.0.1:1', clientId: 'g' },
  microsoft: { authority: 'http://127.0.0.1:2', clientId: 'm' },
  openId: {},
  sonar: { baseUrl: 'http://127.0.0.1:3' },
  config: '/tmp/config.json',
  people,
  control: 'http://127.0.0.1:4',
});

test('each story is told once, with the people of both providers', () => {
  expect(sheet.match(/One account\./g)).toHaveLength(1);
  expect(sheet).toContain('Google ana@maple.example (Sonar ana)  Microsoft adam@clinic.example\n');
});

test('the Sonar password is told once, and nobody without one has a Sonar username', () => {
  expect(sheet.match(/secret-1/g)).toHaveLength(1);
  expect(sheet.split('A stranger.')[1]?.split('\n')[1]).not.toContain('Sonar');
});

function person(
  provider: 'google' | 'microsoft',
  email: string,
  story: string,
  sonarUsername: string | null,
  sonarPassword: string | null,
) {
  return { key: email, provider, email, name: email, story, sonarUsername, sonarPassword };
}
