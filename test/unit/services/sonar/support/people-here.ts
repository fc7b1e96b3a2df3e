import { defaultSeed, sandboxPassword } from '../../../../../services/seed/default-seed.ts';
import type { Seed, SeedPerson } from '../../../../../services/seed/seed.ts';
import type { Wire } from '../../../../../src-main/generated/service-contract.ts';
import {
  bodyAs,
  linkRequiredOf,
  type Reply,
  sessionOf,
} from '../../../../contract/support/sonar-client.ts';
import { deviceWith, type TestService } from './start-test-service.ts';

type Session = Wire['Session'];

/** Who manages the second organization of `twoManagersSeed`. */
export const harbourManager = 'harbour.manager';

/** The default seed with an office manager in Harbour Legal, too; Maple Dental has `ines.gagnon`. */
export const twoManagersSeed: Seed = {
  ...defaultSeed,
  name: 'two-managers',
  accounts: [
    ...defaultSeed.accounts,
    {
      id: 'harbour-999',
      organizationId: 'harbour',
      name: 'Harbour Manager',
      extension: '999',
      username: harbourManager,
      password: sandboxPassword,
      isOfficeManager: true,
      disabled: false,
      ssoOn: true,
      addresses: [],
    },
  ],
};

/** Signs in with the sandbox's password. */
export async function passwordSession(
  { call }: TestService,
  username: string,
  deviceId?: string,
): Promise<Session> {
  const body = { username, password: sandboxPassword, device: deviceWith(deviceId) };
  return sessionOf(await call('signInWithPassword', { body }));
}

/** Another identity of the same provider that names the same address: the provider has given it to somebody else. */
export function newcomer(person: SeedPerson, name: string): SeedPerson {
  return person.provider === 'google'
    ? { ...person, subject: `${person.subject}-${name}` }
    : { ...person, oid: `${person.oid.slice(0, -name.length)}${name}` };
}

/** Links somebody who was asked for the Sonar password. */
export async function linkByPassword(
  context: TestService,
  person: SeedPerson,
  username: string,
  deviceId?: string,
): Promise<Session> {
  const { ticket } = linkRequiredOf(await context.signIn(person, deviceId));
  const body = { ticket, username, password: sandboxPassword };
  return sessionOf(await context.call('linkIdentity', { body }));
}

/** Adds an identity in the settings of a session. */
export async function addLink(
  { call, issuers }: TestService,
  { accessToken }: Session,
  person: SeedPerson,
): Promise<Wire['Link']> {
  return bodyAs(await call('addLink', { accessToken, body: await issuers.prove(person) }), 'Link');
}

/** Decides as an office manager about the one address that waits in their review. */
export async function decideAs(
  context: TestService,
  username: string,
  decision: 'approve' | 'refuse',
): Promise<void> {
  const { accessToken } = await passwordSession(context, username);
  const { recycled } = bodyAs(await context.call('getReview', { accessToken }), 'Review');
  if (recycled.length !== 1) throw new Error(`${recycled.length} addresses wait for ${username}`);
  const request = {
    accessToken,
    params: { recycledId: recycled[0]?.id ?? '' },
    body: { decision },
  };
  const { status } = await context.call('decideRecycledAddress', request);
  if (status !== 204) throw new Error(`the decision was answered with ${status}`);
}

/** What a sign-in came to: accounts that it opens, or why it asks for the password. */
export function whatOpened({ body, code }: Reply): readonly string[] | string {
  if (code !== null) return code;
  const outcome = body as Wire['SignInOutcome'];
  switch (outcome.outcome) {
    case 'session':
      return [outcome.session.account.id];
    case 'offer':
      return outcome.accounts.map(({ id }) => id).sort();
    case 'link-required':
      return outcome.reason;
  }
}
