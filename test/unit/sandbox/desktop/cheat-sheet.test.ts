import { expect, test } from 'vitest';
import { cheatSheet } from '../../../../sandbox/desktop/cheat-sheet.ts';

const people = [
  person('google', 'ana@maple.example', 'One account.', 'ana', 'secret-1'),
  person('microsoft', 'adam@clinic.example', 'One account.', null, null),
  person('google', 'nora@maple.example', 'A stranger.', null, null),
] as const;

const sheet = cheatSheet({
  google: { issuer: 'http://127.0.0.1:1', clientId: 'g' },
  microsoft: { authority: 'http://127.0.0.1:2', clientId: 'm' },
  sonar: { baseUrl: 'http://127.0.0.1:3' },
  config: '/tmp/config.json',
  people,
  control: 'http://127.0.0.1:4',
});

test('each story is told once, with the people of both providers', () => {
  expect(sheet.match(/One account\./g)).toHaveLength(1);
  expect(sheet).toContain('ana@maple.example (Google), adam@clinic.example (Microsoft)');
});

test('a Sonar password stands with the story that has one, and with no other', () => {
  expect(sheet).toContain('Sonar password: ana / secret-1\n');
  expect(sheet.split('A stranger.')[1]).not.toContain('Sonar password');
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
