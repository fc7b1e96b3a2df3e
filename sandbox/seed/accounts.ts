import { googlePerson, microsoftPerson, sandboxPassword, usernameOf } from './people.ts';
import type { SeedAccount, SeedAddress, SeedPerson } from './seed.ts';
import { type StoryLine, stories } from './stories.ts';

/** What differs from an ordinary enabled account with single sign-on and a password. */
type Difference = Partial<Omit<SeedAccount, 'id' | 'organizationId' | 'extension'>>;

function account(
  organizationId: string,
  extension: number,
  name: string,
  difference: Difference = {},
): SeedAccount {
  return {
    id: `${organizationId}-${extension}`,
    organizationId,
    name,
    extension: String(extension),
    username: usernameOf(name),
    password: sandboxPassword,
    isOfficeManager: false,
    disabled: false,
    ssoOn: true,
    addresses: [],
    ...difference,
  };
}

function opens(email: string): SeedAddress {
  return { email, purpose: 'sign-in' };
}

/** The accounts of one story at one provider; `extension` is the first of ten free ones. */
function accountsOfStory(line: StoryLine, person: SeedPerson, extension: number): SeedAccount[] {
  const { name, email } = person;
  const username = usernameOf(name);
  const own = { addresses: [opens(email)] };
  switch (line.story) {
    case 'three-accounts':
      return [
        account('maple', extension, name, own),
        account('maple', extension + 1, `On call (${name})`, {
          ...own,
          username: `${username}.oncall`,
        }),
        account('harbour', extension, name, { ...own, username: `${username}.harbour` }),
      ];
    case 'no-account':
      return [account('maple', extension, name)];
    case 'shared-mailbox':
      return ['mornings', 'evenings', 'weekends'].map((shift, index) =>
        account('maple', extension + index, `${name}, ${shift}`, {
          ...own,
          username: `${username}.${shift}`,
        }),
      );
    case 'voicemail-address': {
      const manager = person.provider === 'google' ? 'Marc Gagnon' : 'Maria Keller';
      const domain = email.slice(email.indexOf('@'));
      return [
        account('maple', extension, manager, {
          addresses: [opens(`${usernameOf(manager)}${domain}`), opens(email)],
        }),
      ];
    }
    case 'voicemail-only-address':
      return [
        account('maple', extension, name, {
          addresses: [{ email, purpose: 'notifications-only' }],
        }),
      ];
    case 'blocked':
      return [account('maple', extension, name, { ...own, disabled: true })];
    case 'sso-turned-off':
      return [account('maple', extension, name, { ...own, ssoOn: false })];
    case 'office-manager':
      return [account('maple', extension, name, { ...own, isOfficeManager: true })];
    case 'no-password':
      return [account('harbour', extension, name, { ...own, password: null })];
    case 'stranger':
      return [];
    default:
      return [account(line.organizationId, extension, name, own)];
  }
}

/** Every account of the default seed. */
export const accounts: readonly SeedAccount[] = stories.flatMap((line, index) => [
  ...accountsOfStory(line, googlePerson(line, index), 200 + index * 10),
  ...accountsOfStory(line, microsoftPerson(line, index), 600 + index * 10),
]);
