import { randomUUID } from 'node:crypto';
import { bearer, type SonarHttp, writeHeader } from './sonar-http.ts';
import type { SonarService } from './sonar-service.ts';
import { toAuditPage, toReview } from './sonar-types.ts';

/** The calls of office managers; the service refuses everybody else. */
export type OrganizationCalls = Pick<
  SonarService,
  | 'getReview'
  | 'setAccountSso'
  | 'setAddressPurpose'
  | 'removeReviewedLink'
  | 'decideRecycledAddress'
  | 'exportReview'
  | 'getAudit'
>;

/** Makes the calls. */
export function createOrganizationCalls({ ask }: SonarHttp): OrganizationCalls {
  return {
    async getReview(accessToken) {
      const headers = bearer(accessToken);
      return toReview((await ask('get', '/organization/review', { headers })).body);
    },
    async setAccountSso(accessToken, accountId, on) {
      const params = { path: { accountId }, header: writeHeader(randomUUID()) };
      const request = { params, body: { on }, headers: bearer(accessToken) };
      await ask('put', '/organization/accounts/{accountId}/sso', request);
    },
    async setAddressPurpose(accessToken, addressId, purpose) {
      const params = { path: { addressId }, header: writeHeader(randomUUID()) };
      const request = { params, body: { purpose }, headers: bearer(accessToken) };
      await ask('put', '/organization/addresses/{addressId}/purpose', request);
    },
    async removeReviewedLink(accessToken, linkId) {
      const params = { path: { linkId }, header: writeHeader(randomUUID()) };
      const headers = bearer(accessToken);
      await ask('delete', '/organization/links/{linkId}', { params, headers });
    },
    async decideRecycledAddress(accessToken, recycledId, decision) {
      const params = { path: { recycledId }, header: writeHeader(randomUUID()) };
      const request = { params, body: { decision }, headers: bearer(accessToken) };
      await ask('post', '/organization/recycled/{recycledId}', request);
    },
    async exportReview(accessToken) {
      return (await ask('get', '/organization/export', { headers: bearer(accessToken) })).body;
    },
    async getAudit(accessToken, before) {
      const params = before === null ? {} : { query: { before } };
      const headers = bearer(accessToken);
      return toAuditPage((await ask('get', '/organization/audit', { params, headers })).body);
    },
  };
}
