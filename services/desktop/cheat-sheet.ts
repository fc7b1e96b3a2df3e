import type { DescribedPerson, SandboxDescription } from '../sandbox-description.ts';

/** Whom to try: a story, its person at Google and at Microsoft, and who of them knows a Sonar password. */
export function cheatSheet(description: SandboxDescription): string {
  const stories = Map.groupBy(description.people, (person) => person.story);
  const passwords = new Set(description.people.map((person) => person.sonarPassword));
  passwords.delete(null);
  return [
    'Whom to try, at Google or at Microsoft (one click in the browser, no password there):',
    ...[...stories].flatMap(([story, people]) => [
      `  ${story}`,
      `      ${people.map(who).join('  ')}`,
    ]),
    `The Sonar password of those with a Sonar username: ${[...passwords].join(', ')}`,
  ].join('\n');
}

function who({ provider, email, sonarUsername }: DescribedPerson): string {
  const name = provider === 'google' ? 'Google' : 'Microsoft';
  return `${name} ${email}${sonarUsername ? ` (Sonar ${sonarUsername})` : ''}`;
}
