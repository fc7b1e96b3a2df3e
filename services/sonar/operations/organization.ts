import { readAuditPage, recordAudit } from '../audit.ts';
import { bodyOf, paramOf } from '../http/operation.ts';
import { activeLinks, unlink } from '../links/links.ts';
import { lastReviewedAt, readReview } from '../organization/read-review.ts';
import {
  type AddressRow,
  changeAddressPurpose,
  decideRecycled,
} from '../organization/review-changes.ts';
import { writeCsv } from '../organization/write-csv.ts';
import { done, jsonAnswer, ServiceProblem } from '../problem.ts';
import { type Caller, forManagers, forProvedManagers } from '../sessions/caller.ts';

function by({ account, deviceName }: Caller) {
  return { who: account.username, device: deviceName };
}

/** GET /organization/review. */
export const getReview = forManagers((service, { account }) =>
  jsonAnswer(200, readReview(service, account.organization_id)),
);

/** GET /organization/last-review. */
export const getLastReview = forManagers((service, { account }) =>
  jsonAnswer(200, { at: lastReviewedAt(service, account.organization_id) }),
);

/** POST /organization/last-review: it opens and closes nothing, so that it needs no fresh proof. */
export const markReviewed = forManagers((service, manager) => {
  recordAudit(service, { ...by(manager), what: 'reviewed', accountId: manager.account.id });
  return done;
});

/** GET /organization/export: the review, safe to open in a spreadsheet. */
export const exportReview = forProvedManagers((service, manager) => {
  const { account } = manager;
  recordAudit(service, { ...by(manager), what: 'review-exported', accountId: account.id });
  return {
    status: 200,
    contentType: 'text/csv; charset=utf-8',
    body: writeCsv(readReview(service, account.organization_id).rows),
    headers: { 'content-disposition': 'attachment; filename="sonar-review.csv"' },
  };
});

/** PUT /organization/accounts/{accountId}/sso: rule R12. */
export const setAccountSso = forProvedManagers((service, manager, request) => {
  const { on } = bodyOf<{ readonly on: boolean }>(request);
  const accountId = paramOf(request, 'accountId');
  const changed = service.database.run(
    'UPDATE accounts SET sso_on = ? WHERE id = ? AND organization_id = ?',
    Number(on),
    accountId,
    manager.account.organization_id,
  );
  if (changed === 0) throw new ServiceProblem('not-found');
  const detail = on ? 'on' : 'off';
  recordAudit(service, { ...by(manager), what: 'account-sso-changed', accountId, detail });
  return done;
});

/** PUT /organization/addresses/{addressId}/purpose: rule R5. */
export const setAddressPurpose = forProvedManagers((service, manager, request) => {
  const { purpose } = bodyOf<{ readonly purpose: 'sign-in' | 'notifications-only' }>(request);
  const address = service.database.get<AddressRow>(
    `SELECT addresses.* FROM addresses JOIN accounts ON accounts.id = addresses.account_id
     WHERE addresses.id = ? AND accounts.organization_id = ?`,
    paramOf(request, 'addressId'),
    manager.account.organization_id,
  );
  if (!address) throw new ServiceProblem('not-found');
  changeAddressPurpose(service, address, purpose, by(manager));
  return done;
});

/** DELETE /organization/links/{linkId}. */
export const removeReviewedLink = forProvedManagers((service, manager, request) => {
  const [link] = activeLinks(
    service,
    'links.id = ? AND accounts.organization_id = ?',
    paramOf(request, 'linkId'),
    manager.account.organization_id,
  );
  if (!link) throw new ServiceProblem('not-found');
  unlink(service, link, 'removed', by(manager));
  return done;
});

/** POST /organization/recycled/{recycledId}. */
export const decideRecycledAddress = forProvedManagers((service, manager, request) => {
  const { decision } = bodyOf<{ readonly decision: 'approve' | 'refuse' }>(request);
  const { organization_id: organizationId } = manager.account;
  decideRecycled(service, organizationId, paramOf(request, 'recycledId'), decision, by(manager));
  return done;
});

/** GET /organization/audit. */
export const getAudit = forManagers((service, { account }, request) => {
  const { before } = request.query;
  const id = before === undefined ? Number.MAX_SAFE_INTEGER : Number(before);
  if (!Number.isSafeInteger(id)) throw new ServiceProblem('bad-request');
  return jsonAnswer(200, readAuditPage(service, account.organization_id, id));
});
