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
  | 'removeLink'
  | 'turnOffProvider'
  | 'getDevices'
  | 'signOutDevice'
  | 'getProvisioning'
>;

/** Makes the calls. */
export function createAccountCalls({ client, value, done, respond }: SonarHttp): AccountCalls {
  const keyOf = createIdempotencyKey();
  return {
    async getServerTime(signal) {
      const { headers } = await respond(client.GET('/health', { signal }));
      const time = Date.parse(headers.get('date') ?? '');
      return Number.isNaN(time) ? null : time;
    },
    async getSecurity(accessToken) {
      const headers = bearer(accessToken);
      const sso = await value(client.GET('/me', { headers }), (me) => me.sso);
      return value(client.GET('/me/security', { headers }), (body) => toSecurity(sso, body));
    },
    async addLink(accessToken, { idToken, nonceSecret }) {
      const body = { idToken, nonceSecret };
      const params = { header: writeHeader(keyOf('add-link', idToken)) };
      await done(client.POST('/me/links', { body, params, headers: bearer(accessToken) }));
    },
    async removeLink(accessToken, linkId, force) {
      const params = {
        path: { linkId },
        query: { force: force ? 'true' : 'false' } as const,
        header: writeHeader(randomUUID()),
      };
      const headers = bearer(accessToken);
      await done(client.DELETE('/me/links/{linkId}', { params, headers }));
    },
    async turnOffProvider(accessToken, provider, force) {
      const params = {
        path: { provider },
        query: { force: force ? 'true' : 'false' } as const,
        header: writeHeader(randomUUID()),
      };
      const request = { params, body: { on: false as const }, headers: bearer(accessToken) };
      await done(client.PUT('/me/providers/{provider}', request));
    },
    async getDevices(accessToken) {
      const headers = bearer(accessToken);
      return value(client.GET('/me/devices', { headers }), toDevices);
    },
    async signOutDevice(accessToken, deviceId) {
      const params = { path: { deviceId }, header: writeHeader(randomUUID()) };
      const headers = bearer(accessToken);
      await done(client.DELETE('/me/devices/{deviceId}', { params, headers }));
    },
    async getProvisioning(accessToken) {
      const params = { header: writeHeader(randomUUID()) };
      const answer = client.POST('/me/provisioning', { params, headers: bearer(accessToken) });
      return value(answer, (provisioning) => provisioning);
    },
  };
}
