import type { AuditPage, Review } from '../../preload/contract.ts';
import { callAsAccount } from '../session/call-as-account.ts';
import { callWithFreshProof } from './fresh-proof.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Who can get in to the manager's organization, risky ones first. The service refuses everybody else. */
export async function getReview(ports: SignInPorts, managerId: string): Promise<Review> {
  return callAsAccount(ports.sessions, managerId, ports.sonar.getReview);
}

/** Turns single sign-on on or off for one account (R12). */
export async function setAccountSso(
  ports: SignInPorts,
  managerId: string,
  accountId: string,
  on: boolean,
): Promise<void> {
  await callWithFreshProof(ports, managerId, (accessToken) =>
    ports.sonar.setAccountSso(accessToken, accountId, on),
  );
}

/** Makes an address good for signing in, or for notifications only (R5). */
export async function setAddressPurpose(
  ports: SignInPorts,
  managerId: string,
  addressId: string,
  purpose: 'sign-in' | 'notifications-only',
): Promise<void> {
  await callWithFreshProof(ports, managerId, (accessToken) =>
    ports.sonar.setAddressPurpose(accessToken, addressId, purpose),
  );
}

/** Removes a link of somebody in the organization. */
export async function removeReviewedLink(
  ports: SignInPorts,
  managerId: string,
  linkId: string,
): Promise<void> {
  await callWithFreshProof(ports, managerId, (accessToken) =>
    ports.sonar.removeReviewedLink(accessToken, linkId),
  );
}

/** Decides whether the new owner of a recycled address may come in by it. */
export async function decideRecycledAddress(
  ports: SignInPorts,
  managerId: string,
  recycledId: string,
  decision: 'approve' | 'refuse',
): Promise<void> {
  await callWithFreshProof(ports, managerId, (accessToken) =>
    ports.sonar.decideRecycledAddress(accessToken, recycledId, decision),
  );
}

/** Saves the review as CSV where the person says; null when they changed their mind. */
export async function exportReview(ports: SignInPorts, managerId: string): Promise<string | null> {
  const text = await callWithFreshProof(ports, managerId, ports.sonar.exportReview);
  return ports.saveFile('sonar-access-review.csv', text);
}

/** What was done to the organization's access, newest first. */
export async function getAudit(
  ports: SignInPorts,
  managerId: string,
  before: string | null,
): Promise<AuditPage> {
  return callAsAccount(ports.sessions, managerId, (accessToken) =>
    ports.sonar.getAudit(accessToken, before),
  );
}
