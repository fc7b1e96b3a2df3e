import { randomUUID } from 'node:crypto';
import { createIdempotencyKey, refreshIdempotencyKey } from './idempotency-key.ts';
import { bearer, type SonarHttp, writeHeader } from './sonar-http.ts';
import type { SonarService } from './sonar-service.ts';
import { toOutcome, toSession, toVerification, type Wire } from './sonar-types.ts';

/** The calls that open, keep and end a session. */
export type SignInCalls = Pick<
  SonarService,
  | 'startSignIn'
  | 'choose'
  | 'link'
  | 'signInWithPassword'
  | 'refresh'
  | 'reverify'
  | 'signOut'
  | 'signOutEverywhere'
>;

/** Makes the calls; `device` is what the account's owner sees in their list of devices. */
export function createSignInCalls(
  { client, now, value, done }: SonarHttp,
  device: Wire['Device'],
): SignInCalls {
  const keyOf = createIdempotencyKey();
  const session = (body: unknown) => toSession(body, now());
  return {
    async startSignIn({ idToken, nonceSecret }, signal) {
      const body = { idToken, nonceSecret, device };
      const params = { header: writeHeader(keyOf('sign-in', idToken)) };
      const answer = client.POST('/sign-ins', { body, params, signal });
      return value(answer, (outcome) => toOutcome(outcome, now()));
    },
    async choose(ticket, accountId, signal) {
      const body = { ticket, accountId };
      const params = { header: writeHeader(keyOf('choose', ticket, accountId)) };
      const answer = client.POST('/sign-ins/choose', { body, params, signal });
      return value(answer, session);
    },
    async link(ticket, username, password, signal) {
      const body = { ticket, username, password };
      const params = { header: writeHeader(keyOf('link', ticket, username, password)) };
      const answer = client.POST('/sign-ins/link', { body, params, signal });
      return value(answer, session);
    },
    async signInWithPassword(username, password, signal) {
      const body = { username, password, device };
      const params = { header: writeHeader(randomUUID()) };
      return value(client.POST('/sessions', { body, params, signal }), session);
    },
    async refresh(refreshToken) {
      const body = { refreshToken };
      const params = { header: writeHeader(refreshIdempotencyKey(refreshToken)) };
      return value(client.POST('/sessions/refresh', { body, params }), session);
    },
    async reverify(refreshToken, idToken) {
      const body = { refreshToken, idToken };
      const params = { header: writeHeader(keyOf('reverify', idToken)) };
      return value(client.POST('/sessions/reverify', { body, params }), toVerification);
    },
    async signOut(refreshToken) {
      const params = { header: writeHeader(randomUUID()) };
      await done(client.POST('/sessions/sign-out', { body: { refreshToken }, params }));
    },
    async signOutEverywhere(accessToken) {
      const params = { header: writeHeader(randomUUID()) };
      const headers = bearer(accessToken);
      await done(client.POST('/sessions/sign-out-everywhere', { params, headers }));
    },
  };
}
