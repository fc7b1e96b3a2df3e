import { NET_SESSION_NAME } from 'electron-updater/out/electronHttpExecutor.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updaterPartition } from '../../src-main/electron/updates.ts';
import { startUntrustedServer } from '../hostile/provider/untrusted-server.ts';
import { makeFolder } from '../packaging/run-program.ts';
import { makeTestAuthority, type TestAuthority } from '../support/test-authority.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type Judge, startJudge } from './support/judge.ts';
import { type NetworkHost, startNetworkHost } from './support/network-host.ts';
import { type ConnectProxy, startConnectProxy } from './support/proxies.ts';

const usual = { proxyMode: 'system', certificateMode: 'system' } as const;
const post = { method: 'POST', body: 'credential=1' };
const answered = { value: { status: 200, body: '{}' } };
const unreachable = { code: 'provider-unreachable' };
const untrusted = { code: 'connection-untrusted' };

const folder = makeFolder();
let authority: TestAuthority;
let proxy: ConnectProxy;
let host: NetworkHost;
let judge: Judge;
/** The judge by a name for which a proxy is asked: none is for addresses of this machine. */
let named = '';

beforeAll(async () => {
  authority = await makeTestAuthority(`${folder.path}/authority`);
  proxy = await startConnectProxy();
  judge = await startJudge('HTTP/1.1', authority.server);
  named = judge.origin.replace('127.0.0.1', 'sonar.test');
  host = await startNetworkHost(folder.path, authority, {
    env: { https_proxy: proxy.address, http_proxy: proxy.address },
    args: ['--host-resolver-rules=MAP sonar.test 127.0.0.1'],
  });
}, 120_000);
afterAll(async () => {
  await host?.kill();
  await judge?.close();
  await proxy?.close();
  folder.remove();
});

/** Brings the app back to the usual modes, with a connection left open by each way of sending. */
async function startUsual(): Promise<void> {
  judge.judge(() => null);
  await host.hold(usual);
  expect(await host.fetch(`${named}/warm`, {})).toEqual(answered);
  expect(await host.fetch(`${named}/warm`, post)).toEqual(answered);
  judge.arrivals.length = 0;
  proxy.tunnels.length = 0;
}

test('S2-22: no request goes out before the policy was told', async () => {
  const early = [host.fetch(`${named}/early`, {}), host.fetch(`${named}/early`, post)];
  expect(await host.failures()).toEqual({ value: 0 });
  expect(judge.arrivals).toEqual([]);
  await host.hold(usual);
  expect(await Promise.all(early)).toEqual([answered, answered]);
  // Nor anything that nobody asked for, by whatever way.
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(named).host]));
});

test.for([
  ['ProxyMode', { ...usual, proxyMode: 'direct' }],
  ['CertificateMode', { ...usual, certificateMode: 'public' }],
] as const)(
  'S2-22: a stricter %s ends open connections and the requests under way, read or sent once',
  async ([, stricter]) => {
    await startUsual();
    expect(proxy.open()).toBe(2);
    judge.judge(() => 'nothing');
    const underWay = [host.fetch(`${named}/held`, {}), host.fetch(`${named}/held`, post)];
    await waitUntil(() => judge.arrivals.length === 2, 'the requests');
    await host.hold(stricter);
    judge.answerHeld();
    expect(await Promise.all(underWay)).toEqual([unreachable, unreachable]);
    await waitUntil(() => judge.open() === 0, 'the end of every connection');
  },
);

test('S2-22: the system’s proxy, by variables of the environment too, is left for good by ProxyMode = direct', async () => {
  await startUsual();
  await host.fetch(`${named}/by-proxy`, post);
  expect(proxy.tunnels).toHaveLength(1);
  await host.hold({ ...usual, proxyMode: 'direct' });
  for (const init of [{}, post]) {
    expect(await host.fetch(`${named}/direct`, init)).toEqual(answered);
  }
  expect(proxy.tunnels).toHaveLength(1);
  expect(judge.arrivals).toHaveLength(3);
});

test('S2-22: CertificateMode = public refuses what an installed root stands for, and lets it in again when it is over', async () => {
  await startUsual();
  await host.hold({ ...usual, certificateMode: 'public' });
  for (const init of [{}, post]) {
    expect(await host.fetch(`${named}/refused`, init)).toEqual(untrusted);
  }
  expect(judge.arrivals).toEqual([]);
  // Chromium has kept both verdicts by now.
  await startUsual();
  await host.hold({ ...usual, certificateMode: 'public' });
  expect(await host.fetch(`${named}/refused`, post)).toEqual(untrusted);
});

test('S2-22: a mode that cannot be brought into force is noted, and nothing goes out until one is', async () => {
  await startUsual();
  const before = await host.failures();
  await host.hold({ ...usual, proxyMode: 'nonsense' as 'direct' });
  expect(await host.failures()).not.toEqual(before);
  for (const init of [{}, post]) {
    expect(await host.fetch(`${named}/unheld`, init)).toEqual(unreachable);
  }
  expect(judge.arrivals).toEqual([]);
  await startUsual();
});

test('S2-22, TK-21: the self-test judges the service’s certificate by the app’s own way: its proxy, its roots, its policy', async () => {
  await startUsual();
  // Node knows neither the name nor the root.
  expect(await host.readIssuer(`${named}/v1`)).toEqual({ value: 'Test authority' });
  expect(proxy.tunnels).toHaveLength(1);
  // Every time: Chromium keeps what it was shown.
  expect(await host.readIssuer(`${named}/v1`)).toEqual({ value: 'Test authority' });
  await host.hold({ ...usual, certificateMode: 'public' });
  expect(await host.readIssuer(`${named}/v1`)).toEqual(untrusted);
  await host.hold({ ...usual, proxyMode: 'direct' });
  expect(await host.readIssuer(`${named}/v1`)).toEqual({ value: 'Test authority' });
  expect(proxy.tunnels).toHaveLength(3);
  expect(await host.readIssuer('https://127.0.0.1:1/v1')).toEqual({
    code: 'account-service-unreachable',
  });
});

test('S2-10: electron-updater’s requests keep to the modes too, and to no certificate mode but its first', async () => {
  expect(updaterPartition).toBe(NET_SESSION_NAME);
  await startUsual();
  const update = `${named}/update`;
  const unexpected = { code: 'unexpected' };
  await host.hold({ proxyMode: 'direct', certificateMode: 'public' });
  expect(await host.fetchByLibrary(updaterPartition, update)).toEqual(unexpected);
  await host.hold({ ...usual, proxyMode: 'direct' });
  expect(await host.fetchByLibrary(updaterPartition, update)).toEqual(unexpected);
  expect([judge.arrivals, proxy.tunnels]).toEqual([[], []]);
  const another = 'another-library';
  expect(await host.fetchByLibrary(another, update)).toEqual({ value: 200 });
  expect(proxy.tunnels).toEqual([]);
  await host.hold(usual);
  expect(await host.fetchByLibrary(another, update)).toEqual({ value: 200 });
  expect(proxy.tunnels).toHaveLength(1);
});

test.for(['expired', 'wrong-host', 'self-signed', 'tls-1.0'] as const)(
  'TK-21: %s: nothing is sent, whatever it is',
  async (fault) => {
    await startUsual();
    const server =
      fault === 'self-signed' || fault === 'tls-1.0'
        ? await startUntrustedServer(fault)
        : await startJudge('HTTP/1.1', authority.bad[fault]);
    try {
      for (const init of [{}, post]) {
        expect(await host.fetch(`${server.origin}/`, init)).toEqual(untrusted);
      }
      expect('counts' in server ? server.counts.requests : server.arrivals.length).toBe(0);
    } finally {
      await server.close();
    }
  },
);
