import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '../../services/sonar/contract.ts';
import { linesPerOrigin } from '../../src-main/network/send-once.ts';
import { makeFolder } from '../packaging/run-program.ts';
import { makeTestAuthority, type TestAuthority } from '../support/test-authority.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type NetworkHost, startNetworkHost } from './support/hosts.ts';
import { faultsOf, type Judge, type Protocol, startJudge } from './support/judge.ts';

const protocols: readonly Protocol[] = ['HTTP/1.1', 'HTTP/2'];
const usual = { proxyMode: 'system', certificateMode: 'system' } as const;
const post = { method: 'POST', body: 'credential=1' };
const answered = { value: { status: 200, body: '{}' } };
const unreachable = { code: 'provider-unreachable' };

const folder = makeFolder();
let authority: TestAuthority;
let host: NetworkHost;

beforeAll(async () => {
  authority = await makeTestAuthority(`${folder.path}/authority`);
  host = await startNetworkHost(folder.path, authority);
  await host.hold(usual);
}, 120_000);
afterAll(async () => {
  await host?.kill();
  folder.remove();
});

/** A server whose connections this app has used for everything before. */
async function withJudge(protocol: Protocol, use: (judge: Judge) => Promise<void>): Promise<void> {
  const judge = await startJudge(protocol, authority.server);
  try {
    await warm(judge);
    await use(judge);
  } finally {
    await judge.close();
  }
}

/** Leaves connections open that have carried an answer: those which Chromium sends again on. */
async function warm(judge: Judge): Promise<void> {
  judge.judge(() => null);
  expect(await host.fetch(`${judge.origin}/warm`, {})).toEqual(answered);
  expect(await host.fetch(`${judge.origin}/warm`, post)).toEqual(answered);
  judge.arrivals.length = 0;
}

/** Everything that the contract of the service lets somebody send. */
const writes = readContract(
  new URL('../../services/sonar/openapi.yaml', import.meta.url),
).operations.filter(({ method }) => method !== 'GET');
const isRead = ({ method }: { readonly method: string }) => method === 'GET';

for (const protocol of protocols) {
  test.for(faultsOf[protocol])(
    `S2-27: ${protocol}: every writing operation of the service arrives once when the connection ends by "%s"`,
    (fault) =>
      withJudge(protocol, async (judge) => {
        expect(writes.length).toBeGreaterThan(15);
        for (const { method, path: template } of writes) {
          const path = `/v1${template.replaceAll(/[{}]/g, '')}`;
          await warm(judge);
          judge.judge(() => fault);
          const outcome = await host.fetch(`${judge.origin}${path}`, { ...post, method });
          expect(outcome).toEqual(unreachable);
          expect(judge.arrivals, path).toMatchObject([{ method, path }]);
        }
      }),
  );

  test.for(faultsOf[protocol])(
    `S2-27, TK-02: ${protocol}: Google’s and Microsoft’s code and refresh token arrive once when the connection ends by "%s"`,
    (fault) =>
      withJudge(protocol, async (judge) => {
        for (const provider of ['google', 'microsoft'] as const) {
          const address = provider === 'google' ? judge.origin : `${judge.origin}/organizations`;
          for (const order of ['exchangeCode', 'refresh'] as const) {
            await warm(judge);
            judge.judge((arrival) => (isRead(arrival) ? null : fault));
            expect(await host[order](provider, address)).toEqual(unreachable);
            const sent = judge.arrivals.filter((arrival) => !isRead(arrival));
            expect(sent, `${provider} ${order}`).toHaveLength(1);
            const grant = order === 'refresh' ? 'refresh_token' : 'authorization_code';
            expect(new URLSearchParams(sent[0]?.body).get('grant_type')).toBe(grant);
            // Discovery went over other connections.
            expect(judge.arrivals.length).toBeGreaterThan(1);
          }
        }
      }),
  );

  test(`S2-27, TK-02: ${protocol}: no status makes Chromium send a credential again`, () =>
    withJudge(protocol, async (judge) => {
      for (const status of [400, 401, 403, 408, 409, 425, 429, 500, 502, 503, 504]) {
        await warm(judge);
        judge.judge(() => status);
        await host.fetch(`${judge.origin}/once`, post);
        expect(judge.arrivals, String(status)).toHaveLength(1);
      }
    }));

  test(`S2-27: ${protocol}: requests of other accounts that are under way survive it`, () =>
    withJudge(protocol, async (judge) => {
      judge.judge(({ path }) => (path === '/other' ? 'nothing' : 'reset'));
      const others = [
        host.fetch(`${judge.origin}/other`, post),
        host.fetch(`${judge.origin}/other`, {}),
        host.fetch(`${judge.origin}/other`, post),
      ];
      await waitUntil(() => judge.arrivals.length === others.length, 'the other requests');
      for (let round = 0; round < 5; round += 1) {
        expect(await host.fetch(`${judge.origin}/once`, post)).toEqual(unreachable);
      }
      judge.answerHeld();
      expect(await Promise.all(others)).toEqual(others.map(() => answered));
    }));

  test(`S2-27: ${protocol}: twenty accounts renew at once over a bounded number of fresh connections`, () =>
    withJudge(protocol, async (judge) => {
      let most = 0;
      judge.judge(() => {
        most = Math.max(most, judge.held() + 1);
        return 'nothing';
      });
      const all = Array.from({ length: 60 }, (_, n) => host.fetch(`${judge.origin}/${n}`, post));
      for (let done = 0; done < all.length; done += linesPerOrigin) {
        const expected = Math.min(done + linesPerOrigin, all.length);
        await waitUntil(() => judge.arrivals.length >= expected, 'the next requests');
        judge.answerHeld();
      }
      expect(await Promise.all(all)).toEqual(all.map(() => answered));
      expect(judge.arrivals).toHaveLength(all.length);
      expect(new Set(judge.arrivals.map(({ connection }) => connection)).size).toBe(all.length);
      expect(most).toBe(linesPerOrigin);
      expect(judge.open()).toBeLessThanOrEqual(linesPerOrigin + 1);
    }));
}

test('S2-27: a server that hangs keeps no other waiting', () =>
  withJudge('HTTP/1.1', async (hanging) =>
    withJudge('HTTP/2', async (judge) => {
      hanging.judge(() => 'nothing');
      const stuck = Array.from({ length: linesPerOrigin + 2 }, () =>
        host.fetch(`${hanging.origin}/stuck`, post),
      );
      await waitUntil(() => hanging.arrivals.length === linesPerOrigin, 'the hanging requests');
      expect(await host.fetch(`${judge.origin}/once`, post)).toEqual(answered);
      hanging.judge(() => null);
      hanging.answerHeld();
      expect(await Promise.all(stuck)).toEqual(stuck.map(() => answered));
    }),
  ));

test('S2-27: what a server says it did not touch may come again: a refused stream, a wrong connection (RFC 9113 8.7, RFC 9110 15.5.20)', async () => {
  await withJudge('HTTP/2', async (judge) => {
    judge.judge(() => (judge.arrivals.length === 1 ? 'refuse-stream' : null));
    expect(await host.fetch(`${judge.origin}/once`, post)).toEqual(answered);
    expect(judge.arrivals).toHaveLength(2);
  });
  await withJudge('HTTP/1.1', async (judge) => {
    judge.judge(() => (judge.arrivals.length === 1 ? 421 : null));
    expect(await host.fetch(`${judge.origin}/once`, post)).toEqual(answered);
    expect(judge.arrivals).toHaveLength(2);
  });
});

test('S2-27: HTTP/3, which falls back to TCP by sending again, is off in the process that talks to the network', async () => {
  const found = await host.networkProcess();
  const id = 'value' in found ? found.value : 0;
  expect(readFileSync(`/proc/${id}/cmdline`, 'utf8')).toContain('--disable-quic');
});
