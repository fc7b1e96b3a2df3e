import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import type { NetworkModes } from '../../../src-main/platform.ts';
import { type TestAuthority, trustIn } from '../../support/test-authority.ts';
import { startMainProcess } from './processes.ts';

type ProviderName = 'google' | 'microsoft';

/** What the main process can be told to do; each ends with its value or with a code. */
export interface NetworkOrders {
  hold(modes: NetworkModes): Promise<void>;
  /** How often a mode could not be brought into force. */
  failures(): Promise<number>;
  fetch(
    url: string,
    init: { readonly method?: string; readonly body?: string },
  ): Promise<{ readonly status: number; readonly body: string }>;
  /** Fetches as a library does that has a partition of its own, once that is held to the modes; the status. */
  fetchByLibrary(partition: string, url: string): Promise<number>;
  readIssuer(url: string): Promise<string>;
  exchangeCode(provider: ProviderName, address: string): Promise<void>;
  refresh(provider: ProviderName, address: string): Promise<void>;
  /** The id of the process that talks to the network. */
  networkProcess(): Promise<number>;
}

/** How an order ended. */
export type Outcome<Value> = { readonly value: Value } | { readonly code: ErrorCode };

/** The product's network in the main process of the Electron that is here. */
export type NetworkHost = {
  readonly [Name in keyof NetworkOrders]: (
    ...args: Parameters<NetworkOrders[Name]>
  ) => Promise<Outcome<Awaited<ReturnType<NetworkOrders[Name]>>>>;
} & { kill(): Promise<void> };

/** Starts it as a person who trusts `authority`. */
export async function startNetworkHost(
  folder: string,
  authority: TestAuthority,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
  } = {},
): Promise<NetworkHost> {
  const home = join(folder, 'home');
  await mkdir(home);
  await trustIn(home, authority);
  const { tell, kill } = await startMainProcess(folder, 'network-parent', {
    env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), ...options.env },
    ...(options.args === undefined ? {} : { args: options.args }),
  });
  const order =
    (op: string) =>
    (...args: readonly unknown[]) =>
      tell(op, ...args) as never;
  return {
    hold: order('hold'),
    failures: order('failures'),
    fetch: order('fetch'),
    fetchByLibrary: order('fetchByLibrary'),
    readIssuer: order('readIssuer'),
    exchangeCode: order('exchangeCode'),
    refresh: order('refresh'),
    networkProcess: order('networkProcess'),
    kill,
  };
}
