import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../services/start-sandbox.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import {
  parseSessionCredential,
  sessionCredentialKey,
} from '../../src-main/session/session-credential.ts';
import { createFakeKeychain, createRawKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

/** A request as a proxy would write it down, and its answer. */
interface Recorded {
  readonly url: string;
  readonly init: Parameters<Fetch>[1];
  readonly status: number;
}

/** Writes every request to the Sonar service down. */
function createProxyLog() {
  const requests: Recorded[] = [];
  const fetch =
    (next: Fetch): Fetch =>
    async (url, init) => {
      const response = await next(url, init);
      requests.push({ url, init, status: response.status });
      return response;
    };
  const to = (path: string) => requests.filter(({ url }) => new URL(url).pathname.endsWith(path));
  return { requests, fetch, to };
}

function headersOf({ init }: Recorded): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}

async function signIn(computer: Computer): Promise<string> {
  computer.login.start();
  computer.browseAs('google-one-account');
  await computer.login.verbs.startSignIn('google', { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

function sessionOf(computer: Computer) {
  return computer.login.getState().accounts[0]?.session;
}

/** What lies in the keychain of the account. */
async function credentialOf(computer: Computer, accountId: string) {
  const read = await computer.credentials.read(sessionCredentialKey(accountId), { expected: true });
  const credential = read.kind === 'found' ? parseSessionCredential(read.value) : null;
  if (credential === null || credential.key === null) throw new Error('no key');
  return { refreshToken: credential.refreshToken, key: credential.key };
}

/** Somebody who has copied a refresh token and nothing else. */
async function renewAsThief(sandbox: Sandbox, refreshToken: string): Promise<number> {
  const response = await fetch(`${sandbox.description.sonar.baseUrl}/sessions/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ refreshToken }),
  });
  return response.status;
}

function countOf(sandbox: Sandbox, what: string): number {
  return sandbox.control.sonar.readAudit().filter((event) => event.what === what).length;
}

test('S2-02: app and thief in lock-step: the copied token opens nothing, is noticed at once, and the app goes on', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const accountId = await signIn(computer);
    const stolen: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      stolen.push((await credentialOf(computer, accountId)).refreshToken);
      const [before] = stolen.slice(-1);
      expect(await renewAsThief(sandbox, before ?? '')).toBe(401);
      expect(countOf(sandbox, 'session-key-refused')).toBeGreaterThan(0);
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer)?.status).toBe('online');
      expect(await renewAsThief(sandbox, before ?? '')).toBe(401);
    }
    expect(new Set(stolen).size).toBe(6);
    for (const token of stolen) expect(await renewAsThief(sandbox, token)).toBe(401);
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
    expect(countOf(sandbox, 'refresh-token-reused')).toBe(0);
  }));

test('S2-02: whoever reads a proxy\u2019s log can send no renewal again, proof and all', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const log = createProxyLog();
    const computer = startComputer({ fetch: log.fetch });
    const accountId = await signIn(computer);
    for (let round = 0; round < 3; round += 1) await computer.login.verbs.retrySession(accountId);
    const recorded = [...log.to('/sessions/refresh'), ...log.to('/sign-ins')];
    expect(recorded).toHaveLength(4);
    for (const { url, init } of recorded) {
      const { method, headers, body } = init ?? {};
      const response = await fetch(url, { method, headers, body } as RequestInit);
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('Token');
    }
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
    expect(countOf(sandbox, 'refresh-token-reused')).toBe(0);
  }));

test('S2-02, G1: the key of a session is in no request, state or log, and each renewal proves it anew', () =>
  withOffice(async ({ startComputer }) => {
    const log = createProxyLog();
    const computer = startComputer({ fetch: log.fetch });
    const accountId = await signIn(computer);
    const { key, refreshToken } = await credentialOf(computer, accountId);
    await computer.login.verbs.retrySession(accountId);
    const renewed = await credentialOf(computer, accountId);
    expect(renewed.key).toEqual(key);
    expect(renewed.refreshToken).not.toBe(refreshToken);
    const shown = JSON.stringify([computer.login.getState(), computer.steps, computer.notRenewed]);
    const sent = JSON.stringify(
      log.requests.map((request) => [request.url, headersOf(request), request.init?.body]),
    );
    expect(sent).toContain(refreshToken);
    for (const place of [shown, sent]) expect(place).not.toContain(key.d);
    const proofs = [...log.to('/sign-ins'), ...log.to('/sessions/refresh')].map(
      (request) => headersOf(request).dpop,
    );
    expect(new Set(proofs).size).toBe(2);
    for (const proof of proofs) expect(proof?.split('.')).toHaveLength(3);
  }));

test('S2-06: after the sign-out a forged access token gets nothing that was answered before', () =>
  withOffice(async ({ startComputer }) => {
    const log = createProxyLog();
    const computer = startComputer({ fetch: log.fetch });
    const accountId = await signIn(computer);
    const { password } = await computer.login.softphone.getProvisioning();
    await computer.login.verbs.signOut(accountId);
    await computer.login.flush();
    for (const recorded of log.requests.filter(({ url }) => url.includes('/v1/'))) {
      const headers = headersOf(recorded);
      const [sessionId = ''] = headers.authorization?.replace('Bearer ', '').split('.') ?? [];
      if (headers.authorization) headers.authorization = `Bearer ${sessionId}.x`;
      const { method, body } = recorded.init ?? {};
      const response = await fetch(recorded.url, { method, headers, body } as RequestInit);
      expect([204, 400, 401]).toContain(response.status);
      const text = await response.text();
      expect(text).not.toContain(password);
      expect(text).not.toContain('accessToken');
    }
  }));

test('S2-02: killed between the answer and the write, the app is still signed in at the next start', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const { credentials } = createFakeKeychain();
    let isKilled = false;
    const evening = startComputer({
      credentials: {
        ...credentials,
        // The process dies with the answer in its hands: nothing reaches the keychain any more.
        write: async (key, value) =>
          isKilled
            ? { kind: 'not-done', code: 'credential-store-unavailable' }
            : credentials.write(key, value),
      },
      fetch: (next) => async (url, init) => {
        const response = await next(url, init);
        if (url.endsWith('/sessions/refresh')) isKilled = true;
        return response;
      },
    });
    const accountId = await signIn(evening);
    const before = await credentialOf(evening, accountId);
    await evening.login.verbs.retrySession(accountId);
    expect(isKilled).toBe(true);
    expect(await credentialOf(evening, accountId)).toEqual(before);
    evening.login.close();
    const morning = startComputer({ credentials });
    morning.login.start();
    await morning.waitForState(() => sessionOf(morning)?.status === 'online', 'online');
    expect(morning.opened).toEqual([]);
    await morning.login.verbs.retrySession(accountId);
    expect(sessionOf(morning)?.status).toBe('online');
    const repeated = sandbox.control.sonar
      .readAudit()
      .filter(({ detail }) => detail === 'repeated');
    expect(repeated).toHaveLength(1);
  }));

test('S2-02: killed in the renewal that gives an older session its key, the app is still signed in at the next start', () =>
  withOffice(async ({ folder, sandbox, startComputer }) => {
    const { credentials } = createFakeKeychain();
    const evening = startComputer({ credentials });
    const accountId = await signIn(evening);
    const { refreshToken } = await credentialOf(evening, accountId);
    await evening.quit();
    const database = new DatabaseSync(join(folder, 'sandbox', 'sonar.sqlite'));
    database.exec(
      'UPDATE sessions SET key_thumbprint = NULL; UPDATE refresh_tokens SET is_bound = 0',
    );
    database.close();
    await credentials.write(sessionCredentialKey(accountId), refreshToken);
    let isKilled = false;
    const night = startComputer({
      credentials: {
        ...credentials,
        write: async (key, value) =>
          isKilled
            ? { kind: 'not-done', code: 'credential-store-unavailable' }
            : credentials.write(key, value),
      },
      fetch: (next) => async (url, init) => {
        const response = await next(url, init);
        if (url.endsWith('/sessions/refresh')) isKilled = true;
        return response;
      },
    });
    night.login.start();
    await night.waitForState(() => sessionOf(night)?.status === 'online', 'online');
    night.login.close();
    const morning = startComputer({ credentials });
    morning.login.start();
    await morning.waitForState(() => sessionOf(morning)?.status === 'online', 'online');
    await morning.login.verbs.retrySession(accountId);
    expect(sessionOf(morning)?.status).toBe('online');
    expect(morning.opened).toEqual([]);
    expect(countOf(sandbox, 'refresh-token-reused')).toBe(0);
  }));

test('LD-03: 200 renewals, every 20th answer lost and every 50th request 503: nobody is signed out', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    let asked = 0;
    let ahead = 0;
    const computer = startComputer({
      now: () => Date.now() + ahead,
      fetch: (next) => async (url, init) => {
        if (!url.endsWith('/sessions/refresh')) return next(url, init);
        asked += 1;
        if (asked % 50 === 0) return new Response(null, { status: 503 });
        const response = await next(url, init);
        if (asked % 20 !== 0) return response;
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      },
    });
    const accountId = await signIn(computer);
    let online = 0;
    while (asked < 200) {
      // Renewals that worked keep a distance of two seconds.
      ahead += 2_000;
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer)?.status).not.toBe('signed-out');
      if (sessionOf(computer)?.status === 'online') online += 1;
    }
    expect(online).toBe(188);
    expect(countOf(sandbox, 'refresh-token-reused')).toBe(0);
  }));

test('SV-11: a sign-in whose answer was lost opens its session at the second try, and that is renewed', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    let losesNext = true;
    const computer = startComputer({
      fetch: (next) => async (url, init) => {
        const response = await next(url, init);
        if (!losesNext || !url.endsWith('/sign-ins')) return response;
        losesNext = false;
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      },
    });
    computer.login.start();
    computer.browseAs('google-one-account');
    const { verbs } = computer.login;
    await verbs.startSignIn('google', { anotherAccount: false });
    const failed = await computer.waitFor('signed-out');
    expect(failed.failure?.code).toBe('account-service-unreachable');
    await verbs.goOn();
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.flush();
    await verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
    expect(countOf(sandbox, 'signed-in')).toBe(1);
  }));

test('B-16: a copy of profile and keychain that comes later ends the session on both computers, said once on each', () =>
  withOffice(async ({ folder, startComputer }) => {
    const keychain = createRawKeychain('0123456789abcdef');
    const desk = join(folder, 'desk');
    const original = startComputer({ folder: desk, credentials: keychain.openStore() });
    const accountId = await signIn(original);
    const copied = createRawKeychain('0123456789abcdef');
    cpSync(desk, join(folder, 'copy'), { recursive: true });
    for (const [name, value] of keychain.items) copied.items.set(name, value);
    for (let round = 0; round < 3; round += 1) await original.login.verbs.retrySession(accountId);
    expect(sessionOf(original)?.status).toBe('online');
    const copy = startComputer({ folder: join(folder, 'copy'), credentials: copied.openStore() });
    copy.login.start();
    const failure = { code: 'session-expired' };
    await copy.waitForState(() => sessionOf(copy)?.status === 'signed-out', 'the copy to end');
    expect(sessionOf(copy)?.failure).toEqual(failure);
    await original.login.verbs.retrySession(accountId);
    expect(sessionOf(original)).toEqual({ status: 'signed-out', failure });
    expect(await signIn(original)).toBe(accountId);
    expect(await signIn(copy)).toBe(accountId);
    for (const computer of [original, copy, original, copy]) {
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer)?.status).toBe('online');
    }
  }));
