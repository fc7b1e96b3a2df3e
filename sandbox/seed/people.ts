import { tenantIds } from './organizations.ts';
import type { GoogleSeedPerson, MicrosoftSeedPerson } from './seed.ts';
import { type StoryLine, stories } from './stories.ts';

/** The password of every seeded account that has one. */
export const sandboxPassword = 'Sandbox-Pass-42';

const googleDomains = { maple: 'maple.example', harbour: 'harbour.example', pine: 'pine.example' };
const microsoftDomains = {
  maple: 'maple-clinic.example',
  harbour: 'harbour-law.example',
  pine: 'pine-freight.example',
};

/** `Ana Silva` → `ana.silva`: the Sonar username, and the mailbox where a story names no other. */
export function usernameOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}

function personOf(line: StoryLine, name: string) {
  return {
    name,
    story: line.story,
    whatHappens: line.whatHappens,
    sonarUsername: line.hasSonarPassword ? usernameOf(name) : null,
    sonarPassword: line.hasSonarPassword ? sandboxPassword : null,
  };
}

/** A story's person at the Google stand-in; `index` makes the subject. */
export function googlePerson(line: StoryLine, index: number): GoogleSeedPerson {
  const domain = googleDomains[line.organizationId];
  const email = line.googleEmail ?? `${usernameOf(line.googleName)}@${domain}`;
  const isPersonal = email.endsWith('@gmail.com') || line.story === 'stranger';
  return {
    ...personOf(line, line.googleName),
    key: `google-${line.story}`,
    provider: 'google',
    email,
    subject: `1078300000000000001${String(index).padStart(2, '0')}`,
    emailVerified: line.story !== 'unverified-email',
    hd: isPersonal ? null : domain,
  };
}

/** A story's person at the Microsoft stand-in; `index` makes the object id. */
export function microsoftPerson(line: StoryLine, index: number): MicrosoftSeedPerson {
  const domain = microsoftDomains[line.organizationId];
  return {
    ...personOf(line, line.microsoftName),
    key: `microsoft-${line.story}`,
    provider: 'microsoft',
    email: line.microsoftEmail ?? `${usernameOf(line.microsoftName)}@${domain}`,
    tid: line.story === 'stranger' ? tenantIds.stranger : tenantIds[line.organizationId],
    oid: `5e3f0000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    xmsEdov: line.story !== 'unverified-email',
  };
}

/** Everybody of the default seed, Google and Microsoft side by side. */
export const people = stories.flatMap((line, index) => [
  googlePerson(line, index),
  microsoftPerson(line, index),
]);
