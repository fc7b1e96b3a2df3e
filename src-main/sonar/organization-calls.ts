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
export function createOrganizationCalls({ client, value, done }: SonarHttp): OrganizationCalls {
  return {
    async getReview(accessToken) {
      const headers = bearer(accessToken);
      return value(client.GET('/organization/review', { headers }), toReview);
    },
    async setAccountSso(accessToken, accountId, on) {
      const params = { path: { accountId }, header: writeHeader(randomUUID()) };
      const request = { params, body: { on }, headers: bearer(accessToken) };
      await done(client.PUT('/organization/accounts/{accountId}/sso', request));
    },
    async setAddressPurpose(accessToken, addressId, purpose) {
      const params = { path: { addressId }, header: writeHeader(randomUUID()) };
      const request = { params, body: { purpose }, headers: bearer(accessToken) };
      await done(client.PUT('/organization/addresses/{addressId}/purpose', request));
    },
    async removeReviewedLink(accessToken, linkId) {
      const params = { path: { linkId }, header: writeHeader(randomUUID()) };
      const headers = bearer(accessToken);
      await done(client.DELETE('/organization/links/{linkId}', { params, headers }));
    },
    async decideRecycledAddress(accessToken, recycledId, decision) {
      const params = { path: { recycledId }, header: writeHeader(randomUUID()) };
      const request = { params, body: { decision }, headers: bearer(accessToken) };
      await done(client.POST('/organization/recycled/{recycledId}', request));
    },
    async exportReview(accessToken) {
      const request = { headers: bearer(accessToken), parseAs: 'text' } as const;
      return value(client.GET('/organization/export', request), (csv) => csv);
    },
    async getAudit(accessToken, before) {
      const params = before === null ? {} : { query: { before } };
      const headers = bearer(accessToken);
      return value(client.GET('/organization/audit', { params, headers }), toAuditPage);
    },
  };
}
