import type { AccountSecurity, DeviceView, Provider } from '../../preload/contract.ts';
import { callAsAccount } from '../session/call-as-account.ts';
import { requireLinkingAllowed } from './require-allowed-attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Addresses, linked identities and switches of one account. */
export async function getAccountSecurity(
  ports: SignInPorts,
  accountId: string,
): Promise<AccountSecurity> {
  const security = await callAsAccount(ports.sessions, accountId, ports.sonar.getSecurity);
  return { accountId, ...security };
}

/** Unlinks all identities of one provider from the account. */
export async function turnOffProvider(
  ports: SignInPorts,
  accountId: string,
  provider: Provider,
  force: boolean,
): Promise<void> {
  requireLinkingAllowed(ports.policy.current());
  await callAsAccount(ports.sessions, accountId, (accessToken) =>
    ports.sonar.turnOffProvider(accessToken, provider, force),
  );
}

/** Removes one link; the identity can come back by the Sonar password or from these settings. */
export async function removeLink(
  ports: SignInPorts,
  accountId: string,
  linkId: string,
  force: boolean,
): Promise<void> {
  requireLinkingAllowed(ports.policy.current());
  await callAsAccount(ports.sessions, accountId, (accessToken) =>
    ports.sonar.removeLink(accessToken, linkId, force),
  );
}

/** The devices on which the account is signed in. */
export async function getDevices(
  ports: SignInPorts,
  accountId: string,
): Promise<readonly DeviceView[]> {
  return callAsAccount(ports.sessions, accountId, ports.sonar.getDevices);
}

/** Ends the account's sessions on one device. */
export async function signOutDevice(
  ports: SignInPorts,
  accountId: string,
  deviceId: string,
): Promise<void> {
  await callAsAccount(ports.sessions, accountId, (accessToken) =>
    ports.sonar.signOutDevice(accessToken, deviceId),
  );
}
