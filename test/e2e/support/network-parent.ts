/**
 * The main process of an app that has nothing but the network of the product and its clients of providers; told what to
 * do by the test that started it.
 */

import { app, session } from 'electron';
import { createProbes, type ProbeParts } from '../../../src-main/diagnostics/self-test.ts';
import { createAppNetwork } from '../../../src-main/electron/app-network.ts';
import { doWithoutQuic } from '../../../src-main/electron/prepare-app.ts';
import { toFailure } from '../../../src-main/errors/login-error.ts';
import { boundFetch } from '../../../src-main/network/bounded-fetch.ts';
import { forEachProvider } from '../../../src-main/providers/all.ts';
import { createGoogleProvider } from '../../../src-main/providers/google.ts';
import { createMicrosoftProvider } from '../../../src-main/providers/microsoft.ts';
import type { NetworkOrders } from './hosts.ts';
import type { Order, Word } from './processes.ts';

let failures = 0;
const network = createAppNetwork(() => {
  failures += 1;
}, true);
doWithoutQuic();

function providerAt(name: 'google' | 'microsoft', address: string) {
  const options = { clientId: 'client', fetch: network.fetch, now: Date.now };
  return name === 'google'
    ? createGoogleProvider({ ...options, issuer: address })
    : createMicrosoftProvider({ ...options, authority: address });
}

const orders: NetworkOrders = {
  hold: (modes) => network.hold(modes),
  failures: async () => failures,
  async fetch(url, init) {
    const fetch = boundFetch(network.fetch, { unreachable: 'provider-unreachable' });
    const response = await fetch(url, init);
    return { status: response.status, body: await response.text() };
  },
  async fetchByLibrary(partition, url) {
    await network.holdPartition(partition);
    // As electron-updater does it.
    const { status } = await session.fromPartition(partition, { cache: false }).fetch(url);
    return status;
  },
  async readIssuer(url) {
    // As the self-test asks it.
    const parts: Partial<ProbeParts> = {
      providers: forEachProvider(() => providerAt('google', url)),
      service: { current: () => url },
      readIssuer: network.readIssuer,
    };
    const { certificate } = createProbes(parts as ProbeParts);
    return (await certificate(AbortSignal.timeout(10_000))).detail;
  },
  async exchangeCode(provider, address) {
    const attempt = { codeVerifier: 'v', nonce: 'n', redirectUri: 'http://127.0.0.1' };
    const input = { code: 'code', ...attempt, offline: true, freshSince: null };
    await providerAt(provider, address).exchangeCode(input, AbortSignal.timeout(20_000));
  },
  async refresh(provider, address) {
    const input = { refreshToken: 'token', expectedKey: 'key', keep: async () => undefined };
    await providerAt(provider, address).refresh(input, AbortSignal.timeout(20_000));
  },
  networkProcess: async () =>
    app.getAppMetrics().find(({ name }) => name === 'Network Service')?.pid ?? 0,
};

void app.whenReady().then(() => {
  process.on('message', ({ id, op, args }: Order) => {
    const order = orders[op as keyof NetworkOrders] as (
      ...args: readonly unknown[]
    ) => Promise<unknown>;
    order(...args)
      .then(
        (value) => ({ value: value ?? null }),
        (error: unknown) => ({ code: toFailure(error).code }),
      )
      .then((result) => process.send?.({ kind: 'answer', id, result } satisfies Word));
  });
  process.send?.({ kind: 'ready' } satisfies Word);
});
