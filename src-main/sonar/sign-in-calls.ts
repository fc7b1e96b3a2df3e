import { randomUUID } from 'node:crypto';
import { limits } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import { isWithin } from '../text-value.ts';
import { createIdempotencyKey, refreshIdempotencyKey } from './idempotency-key.ts';
import { bearer, type SonarAnswer, type SonarHttp, writeHeader } from './sonar-http.ts';
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
export function createSignInCalls({ ask, now }: SonarHttp, device: Wire['Device']): SignInCalls {
  const keyOf = createIdempotencyKey();
  const session = ({ body }: SonarAnswer<Wire['Session']>) => toSession(body, now());
  return {
    async startSignIn({ idToken, nonceSecret }, signal) {
      const body = { idToken, nonceSecret, device };
      const params = { header: writeHeader(keyOf('sign-in', idToken)) };
      const answer = await ask('post', '/sign-ins', { body, params, signal });
      return toOutcome(answer.body, now());
    },
    async choose(ticket, accountId, signal) {
      const body = { ticket, accountId };
      const params = { header: writeHeader(keyOf('choose', ticket, accountId)) };
      return session(await ask('post', '/sign-ins/choose', { body, params, signal }));
    },
    async link(ticket, username, password, signal) {
      requirePossible(username, password);
      const body = { ticket, username, password };
      const params = { header: writeHeader(keyOf('link', ticket, username, password)) };
      return session(await ask('post', '/sign-ins/link', { body, params, signal }));
    },
    async signInWithPassword(username, password, signal) {
      requirePossible(username, password);
      const body = { username, password, device };
      const params = { header: writeHeader(randomUUID()) };
      return session(await ask('post', '/sessions', { body, params, signal }));
    },
    async refresh(refreshToken) {
      const body = { refreshToken };
      const params = { header: writeHeader(refreshIdempotencyKey(refreshToken)) };
      return session(await ask('post', '/sessions/refresh', { body, params }));
    },
    async reverify(refreshToken, idToken, nonceSecret) {
      const body = {
        refreshToken,
        idToken,
        ...(nonceSecret === undefined ? {} : { nonceSecret }),
      };
      const params = { header: writeHeader(keyOf('reverify', idToken)) };
      return toVerification((await ask('post', '/sessions/reverify', { body, params })).body);
    },
    async signOut(refreshToken) {
      const params = { header: writeHeader(randomUUID()) };
      await ask('post', '/sessions/sign-out', { body: { refreshToken }, params });
    },
    async signOutEverywhere(accessToken) {
      const params = { header: writeHeader(randomUUID()) };
      const headers = bearer(accessToken);
      await ask('post', '/sessions/sign-out-everywhere', { params, headers });
    },
  };
}

/** No account has a username or a password that the contract has no room for: nobody need be asked. */
function requirePossible(username: string, password: string): void {
  const isPossible =
    isWithin(username, 1, limits.username) && isWithin(password, 1, limits.password);
  if (!isPossible) throw new LoginError('wrong-credentials');
}
