import { createIdempotencyKey, type SonarHttp, writeHeader } from './sonar-http.ts';
import type { SonarService } from './sonar-service.ts';
import { toAuditPage, toDevices, toReview, toSecurity } from './sonar-types.ts';

/** The calls about the signed-in account itself. */
type AccountCalls = Pick<
  SonarService,
  | 'getServerTime'
  | 'getSecurity'
  | 'addLink'
  | 'markLinksTold'
  | 'removeLink'
  | 'turnOffProvider'
  | 'getDevices'
  | 'signOutDevice'
  | 'issueSoftphoneToken'
  | 'getProvisioning'
>;

/** No credential of a softphone lives for more than a day. */
const longestLifeMs = 24 * 60 * 60_000;

/** Makes the calls of a person who is signed in. */
export function createAccountCalls({ ask, now }: SonarHttp): AccountCalls {
  const keyOf = createIdempotencyKey();
  return {
    async getServerTime(signal) {
      const { headers } = await ask('get', '/health', { signal });
      const time = Date.parse(headers.get('date') ?? '');
      return Number.isNaN(time) ? null : time;
    },
    async getSecurity(accessToken) {
      // Both at once: if the person left between two questions, the second one would be asked for nobody.
      const [me, security] = await Promise.all([
        ask('get', '/me', { accessToken }),
        ask('get', '/me/security', { accessToken }),
      ]);
      return toSecurity(me.body.sso, security.body);
    },
    async addLink(accessToken, { idToken, nonceSecret }) {
      const body = { idToken, nonceSecret };
      const header = writeHeader(keyOf('add-link', idToken));
      return (await ask('post', '/me/links', { accessToken, header, body })).body.id;
    },
    async markLinksTold(accessToken, linkIds) {
      await ask('post', '/me/links/told', {
        accessToken,
        header: writeHeader(),
        body: { linkIds },
      });
    },
    async removeLink(accessToken, linkId, force) {
      const query = { force: force ? 'true' : 'false' } as const;
      const request = { accessToken, path: { linkId }, query, header: writeHeader() };
      await ask('delete', '/me/links/{linkId}', request);
    },
    async turnOffProvider(accessToken, provider, force) {
      const query = { force: force ? 'true' : 'false' } as const;
      const request = { accessToken, path: { provider }, query, header: writeHeader() };
      await ask('put', '/me/providers/{provider}', { ...request, body: { on: false } });
    },
    async getDevices(accessToken) {
      return toDevices((await ask('get', '/me/devices', { accessToken })).body);
    },
    async signOutDevice(accessToken, deviceId) {
      const request = { accessToken, path: { deviceId }, header: writeHeader() };
      await ask('delete', '/me/devices/{deviceId}', request);
    },
    async issueSoftphoneToken(accessToken) {
      const { body } = await ask('post', '/me/softphone-token', { accessToken });
      return {
        accessToken: body.accessToken,
        accessTokenExpiresAt: now() + body.accessTokenExpiresIn * 1000,
      };
    },
    async getProvisioning(accessToken) {
      const { body, headers } = await ask('post', '/me/provisioning', { accessToken });
      const leftMs = Date.parse(body.expiresAt) - Date.parse(headers.get('date') ?? '');
      // A service that does not say what time it has, or says one of another age, is taken at its word.
      if (!(Math.abs(leftMs) <= longestLifeMs)) return body;
      return { ...body, expiresAt: new Date(now() + leftMs).toISOString() };
    },
  };
}

/** The calls of office managers; the service refuses everybody else. */
type OrganizationCalls = Pick<
  SonarService,
  | 'getReview'
  | 'getLastReview'
  | 'markReviewed'
  | 'setAccountSso'
  | 'setAddressPurpose'
  | 'removeReviewedLink'
  | 'decideRecycledAddress'
  | 'issueBreakGlassCode'
  | 'exportReview'
  | 'getAudit'
>;

/** Makes the calls of office managers. */
export function createOrganizationCalls({ ask }: SonarHttp): OrganizationCalls {
  return {
    async getReview(accessToken) {
      return toReview((await ask('get', '/organization/review', { accessToken })).body);
    },
    async getLastReview(accessToken) {
      return (await ask('get', '/organization/last-review', { accessToken })).body.at;
    },
    async markReviewed(accessToken) {
      await ask('post', '/organization/last-review', { accessToken, header: writeHeader() });
    },
    async setAccountSso(accessToken, accountId, on) {
      const request = { accessToken, path: { accountId }, header: writeHeader(), body: { on } };
      await ask('put', '/organization/accounts/{accountId}/sso', request);
    },
    async setAddressPurpose(accessToken, addressId, purpose) {
      const request = {
        accessToken,
        path: { addressId },
        header: writeHeader(),
        body: { purpose },
      };
      await ask('put', '/organization/addresses/{addressId}/purpose', request);
    },
    async removeReviewedLink(accessToken, linkId) {
      const request = { accessToken, path: { linkId }, header: writeHeader() };
      await ask('delete', '/organization/links/{linkId}', request);
    },
    async decideRecycledAddress(accessToken, recycledId, decision) {
      const request = { accessToken, path: { recycledId }, header: writeHeader() };
      await ask('post', '/organization/recycled/{recycledId}', { ...request, body: { decision } });
    },
    async issueBreakGlassCode(accessToken, accountId) {
      const request = { accessToken, path: { accountId }, header: writeHeader() };
      const path = '/organization/accounts/{accountId}/break-glass-code';
      return (await ask('post', path, request)).body;
    },
    async exportReview(accessToken) {
      return (await ask('get', '/organization/export', { accessToken })).body;
    },
    async getAudit(accessToken, before) {
      const query = before === null ? {} : { before };
      return toAuditPage((await ask('get', '/organization/audit', { accessToken, query })).body);
    },
  };
}
