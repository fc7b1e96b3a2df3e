import type { DescribedPerson, SandboxDescription } from '../sandbox-description.ts';

/** Whom to try, one story a line, with both providers' addresses and the Sonar password where the story has one. */
export function cheatSheet(description: SandboxDescription): string {
  const stories = Map.groupBy(description.people, (person) => person.story);
  const lines = [...stories].map(([story, people]) => {
    const names = people.map((person) => `${person.email} (${providerName(person)})`).join(', ');
    const passwords = people.map(sonarPassword).filter((text) => text !== undefined);
    const password = passwords.length > 0 ? `\n      Sonar password: ${passwords.join(', ')}` : '';
    return `  ${story}\n      ${names}${password}`;
  });
  return ['Whom to try (one click in the browser, no password there):', ...lines].join('\n');
}

function providerName(person: DescribedPerson): string {
  return person.provider === 'google' ? 'Google' : 'Microsoft';
}

function sonarPassword(person: DescribedPerson): string | undefined {
  if (!person.sonarUsername || !person.sonarPassword) return undefined;
  return `${person.sonarUsername} / ${person.sonarPassword}`;
}
