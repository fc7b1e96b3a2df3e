import { randomUUID } from 'node:crypto';
import { createIdempotencyKey } from './idempotency-key.ts';
import { bearer, type SonarHttp, writeHeader } from './sonar-http.ts';
import type { SonarService } from './sonar-service.ts';
import { toDevices, toSecurity } from './sonar-types.ts';

/** The calls about the signed-in account itself. */
export type AccountCalls = Pick<
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

/** Makes the calls. */
export function createAccountCalls({ ask, now }: SonarHttp): AccountCalls {
  const keyOf = createIdempotencyKey();
  return {
    async getServerTime(signal) {
      const { headers } = await ask('get', '/health', { signal });
      const time = Date.parse(headers.get('date') ?? '');
      return Number.isNaN(time) ? null : time;
    },
    async getSecurity(accessToken) {
      const headers = bearer(accessToken);
      // Both at once: whoever leaves between two questions would have the second one asked for nobody.
      const [me, security] = await Promise.all([
        ask('get', '/me', { headers }),
        ask('get', '/me/security', { headers }),
      ]);
      return toSecurity(me.body.sso, security.body);
    },
    async addLink(accessToken, { idToken, nonceSecret }) {
      const body = { idToken, nonceSecret };
      const params = { header: writeHeader(keyOf('add-link', idToken)) };
      const headers = bearer(accessToken);
      return (await ask('post', '/me/links', { body, params, headers })).body.id;
    },
    async markLinksTold(accessToken, linkIds) {
      const params = { header: writeHeader(randomUUID()) };
      const body = { linkIds: [...linkIds] };
      await ask('post', '/me/links/told', { params, body, headers: bearer(accessToken) });
    },
    async removeLink(accessToken, linkId, force) {
      const params = {
        path: { linkId },
        query: { force: force ? 'true' : 'false' } as const,
        header: writeHeader(randomUUID()),
      };
      const headers = bearer(accessToken);
      await ask('delete', '/me/links/{linkId}', { params, headers });
    },
    async turnOffProvider(accessToken, provider, force) {
      const params = {
        path: { provider },
        query: { force: force ? 'true' : 'false' } as const,
        header: writeHeader(randomUUID()),
      };
      const request = { params, body: { on: false as const }, headers: bearer(accessToken) };
      await ask('put', '/me/providers/{provider}', request);
    },
    async getDevices(accessToken) {
      const headers = bearer(accessToken);
      return toDevices((await ask('get', '/me/devices', { headers })).body);
    },
    async signOutDevice(accessToken, deviceId) {
      const params = { path: { deviceId }, header: writeHeader(randomUUID()) };
      const headers = bearer(accessToken);
      await ask('delete', '/me/devices/{deviceId}', { params, headers });
    },
    async issueSoftphoneToken(accessToken) {
      const headers = bearer(accessToken);
      const { body } = await ask('post', '/me/softphone-token', { headers });
      return {
        accessToken: body.accessToken,
        accessTokenExpiresAt: now() + body.accessTokenExpiresIn * 1000,
      };
    },
    async getProvisioning(accessToken) {
      const headers = bearer(accessToken);
      return (await ask('post', '/me/provisioning', { headers })).body;
    },
  };
}
