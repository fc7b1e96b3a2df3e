import { randomUUID } from 'node:crypto';
import { limits } from '../../preload/contract/verbs.ts';
import { isWithin } from '../common/text-value.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Wire } from '../generated/service-contract.ts';
import { createOpeningKeys, type SessionKey } from './session-key.ts';
import { createIdempotencyKey, type SonarHttp, writeHeader } from './sonar-http.ts';
import type { SessionCredential, SonarService } from './sonar-service.ts';
import { toOutcome, toSession, toVerification } from './sonar-types.ts';

/** The calls that open, keep and end a session. */
type SignInCalls = Pick<
  SonarService,
  | 'startSignIn'
  | 'choose'
  | 'link'
  | 'signInWithPassword'
  | 'signInWithCode'
  | 'refresh'
  | 'reverify'
  | 'signOut'
  | 'endSession'
  | 'signOutEverywhere'
>;

/** The operations that open a session, at once or by a ticket. */
type OpeningPath =
  | '/sign-ins'
  | '/sign-ins/choose'
  | '/sign-ins/link'
  | '/sessions'
  | '/sessions/break-glass';

/** Makes the calls; `device` is what the account's owner sees in their list of devices. */
export function createSignInCalls(
  { ask, now, prove }: SonarHttp,
  device: Wire['Device'],
): SignInCalls {
  const idempotencyKeyOf = createIdempotencyKey();
  const keys = createOpeningKeys();
  /** Requests with a one-time code that were answered with a session. */
  const answered = new Set<string>();

  /** The headers of a request that opens a session or leads to one, and the key that the session will have. */
  async function opening(path: OpeningPath, idempotencyKey: string, name = idempotencyKey) {
    const key = await keys.get(name);
    const header = { ...writeHeader(idempotencyKey), ...(await prove(key, path)) };
    return { header, key };
  }

  function reading(key: SessionKey | null, { headers }: { readonly headers: Headers }) {
    return { key, now: now(), serverTime: headers.get('date') };
  }

  async function renewing(
    path: '/sessions/refresh' | '/sessions/reverify',
    { key, refreshToken }: SessionCredential,
  ) {
    return key === null ? {} : { header: await prove(key, path, refreshToken) };
  }

  return {
    async startSignIn({ idToken, nonceSecret }, signal) {
      const body = { idToken, nonceSecret, device };
      const { header, key } = await opening('/sign-ins', idempotencyKeyOf('sign-in', idToken));
      const answer = await ask('post', '/sign-ins', { body, header, signal });
      const outcome = toOutcome(answer.body, reading(key, answer));
      if (outcome.kind !== 'session') keys.pass(outcome.ticket, key);
      return outcome;
    },
    async choose(ticket, accountId, signal) {
      const body = { ticket, accountId };
      const idempotencyKey = idempotencyKeyOf('choose', ticket, accountId);
      const { header, key } = await opening('/sign-ins/choose', idempotencyKey, ticket);
      const answer = await ask('post', '/sign-ins/choose', { body, header, signal });
      return toSession(answer.body, reading(key, answer));
    },
    async link(ticket, username, password, signal) {
      requirePossible(username, password);
      const body = { ticket, username, password };
      const idempotencyKey = idempotencyKeyOf('link', ticket, username, password);
      const { header, key } = await opening('/sign-ins/link', idempotencyKey, ticket);
      const answer = await ask('post', '/sign-ins/link', { body, header, signal });
      return toSession(answer.body, reading(key, answer));
    },
    async signInWithPassword(username, password, signal) {
      requirePossible(username, password);
      const body = { username, password, device };
      const { header, key } = await opening('/sessions', randomUUID());
      const answer = await ask('post', '/sessions', { body, header, signal });
      return toSession(answer.body, reading(key, answer));
    },
    async signInWithCode(username, code, signal) {
      requirePossible(username, code, limits.code);
      const body = { username, code, device };
      const first = idempotencyKeyOf('code', username, code);
      // Only a lost answer is asked for again: the session of another is somebody's, and may have been renewed since.
      const idempotencyKey = answered.has(first) ? randomUUID() : first;
      const { header, key } = await opening('/sessions/break-glass', idempotencyKey);
      const answer = await ask('post', '/sessions/break-glass', { body, header, signal });
      answered.add(first);
      return toSession(answer.body, reading(key, answer));
    },
    async refresh(credential) {
      const { refreshToken, key } = credential;
      const proof = await renewing('/sessions/refresh', credential);
      const answer = await ask('post', '/sessions/refresh', { body: { refreshToken }, ...proof });
      return toSession(answer.body, reading(key, answer));
    },
    async reverify(credential, idToken, nonceSecret) {
      const secret = nonceSecret === undefined ? {} : { nonceSecret };
      const body = { refreshToken: credential.refreshToken, idToken, ...secret };
      const proof = await renewing('/sessions/reverify', credential);
      return toVerification((await ask('post', '/sessions/reverify', { body, ...proof })).body);
    },
    async signOut(refreshToken) {
      await ask('post', '/sessions/sign-out', { body: { refreshToken } });
    },
    async endSession(accessToken) {
      await ask('delete', '/me/session', { accessToken });
    },
    async signOutEverywhere(accessToken) {
      const request = { accessToken, header: writeHeader() };
      await ask('post', '/sessions/sign-out-everywhere', request);
    },
  };
}

/** No account has a username or a password that the contract has no room for: nobody need be asked. */
function requirePossible(username: string, secret: string, longest: number = limits.password) {
  const isPossible = isWithin(username, 1, limits.username) && isWithin(secret, 1, longest);
  if (!isPossible) throw new LoginError('wrong-credentials');
}
