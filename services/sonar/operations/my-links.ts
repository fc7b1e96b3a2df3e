import { recordAudit } from '../audit.ts';
import { bodyOf, type OperationRequest, paramOf } from '../http/operation.ts';
import { nonceOf } from '../id-token/verify-id-token.ts';
import { addressThatMatches, noteProvedAddress } from '../links/addresses.ts';
import { activeLinks, type LinkRow, makeLink, unlink } from '../links/links.ts';
import { markLinksTold as noteLinksTold } from '../links/new-links.ts';
import { whyClosed } from '../matching/decide.ts';
import { done, jsonAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import {
  type Caller,
  forCallers,
  requireCaller,
  requireFreshProof,
  requireOwnProof,
  signedIn,
} from '../sessions/caller.ts';
import { accountFacts } from '../sessions/rows.ts';
import { linkBody } from './my-account.ts';
import { consumeSignIn, identityOf } from './open-account.ts';

interface AddLinkBody {
  readonly idToken: string;
  readonly nonceSecret: string;
}

function linkOf(service: Service, identityId: string, accountId: string): LinkRow | undefined {
  const condition = 'links.identity_id = ? AND links.account_id = ?';
  return activeLinks(service, condition, identityId, accountId)[0];
}

/**
 * POST /me/links: one more identity for this account. A password session may do it too, if single sign-on is on. The
 * fresh proof comes first, so that a refusal leaves the ID token good.
 */
export const addLink = forCallers(async (service, request) => {
  const { idToken, nonceSecret } = bodyOf<AddLinkBody>(request);
  requireFreshProof(service, requireCaller(service, request));
  const nonce = { kind: 'exactly', value: nonceOf(nonceSecret) } as const;
  const token = await service.verifyIdToken(idToken, nonce);
  return () => {
    const caller = requireCaller(service, request);
    const { account, session, deviceName } = caller;
    requireFreshProof(service, caller);
    const code = whyClosed(accountFacts(account));
    if (code) throw new ServiceProblem(code);
    consumeSignIn(service, token);
    const identity = identityOf(service, token);
    // A link by password is as good as one from settings and stays what it is.
    if (linkOf(service, identity.id, account.id)?.linked_by !== 'password') {
      makeLink(service, {
        identity,
        accountId: account.id,
        linkedBy: 'settings',
        emailKey: addressThatMatches(service, account.id, token.claims),
        who: account.username,
        device: { id: session.device_id, name: deviceName },
      });
    }
    noteProvedAddress(service, identity.id, token.claims);
    const link = linkOf(service, identity.id, account.id);
    if (!link) throw new Error('the link was not stored');
    return jsonAnswer(201, linkBody(link, session.identity_id));
  };
});

/** An account without a password must keep a link, unless the person has been warned. */
function checkNotLast(
  { account }: Caller,
  links: readonly LinkRow[],
  removed: readonly LinkRow[],
  request: OperationRequest,
): void {
  const isLast = removed.length > 0 && removed.length === links.length;
  if (isLast && account.password_hash === null && request.query.force !== 'true') {
    throw new ServiceProblem('last-way-in');
  }
}

function linksOf(service: Service, { account }: Caller): LinkRow[] {
  return activeLinks(service, 'links.account_id = ?', account.id);
}

/** DELETE /me/links/{linkId}: rules R7 and R8. */
export const removeLink = signedIn((service, caller, request) => {
  requireOwnProof(caller);
  const links = linksOf(service, caller);
  const link = links.find(({ id }) => id === paramOf(request, 'linkId'));
  if (!link) throw new ServiceProblem('not-found');
  checkNotLast(caller, links, [link], request);
  unlink(service, link, 'removed', { who: caller.account.username, device: caller.deviceName });
  return done;
});

/** PUT /me/providers/{provider}: unlinks every identity of the provider. */
export const turnOffProvider = signedIn((service, caller, request) => {
  requireOwnProof(caller);
  const links = linksOf(service, caller);
  const provider = paramOf(request, 'provider');
  if (!service.providers.includes(provider)) throw new ServiceProblem('bad-request');
  const removed = links.filter((link) => link.provider === provider);
  checkNotLast(caller, links, removed, request);
  const by = { who: caller.account.username, device: caller.deviceName };
  for (const link of removed) unlink(service, link, 'removed', by);
  recordAudit(service, {
    who: by.who,
    what: 'provider-turned-off',
    accountId: caller.account.id,
    device: by.device,
    detail: provider,
  });
  return jsonAnswer(200, { removed: removed.length });
});

/** POST /me/links/told: the owner of the account has seen these new links and codes on this device. */
export const markLinksTold = signedIn((service, { account, session, deviceName }, request) => {
  const { linkIds } = bodyOf<{ readonly linkIds: readonly string[] }>(request);
  const told = noteLinksTold(service, account.id, session.device_id, linkIds);
  if (told > 0) {
    recordAudit(service, {
      who: account.username,
      what: 'new-links-told',
      accountId: account.id,
      device: deviceName,
      detail: `${told} links`,
    });
  }
  return done;
});
