import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import type {
  CredentialRead,
  CredentialWrite,
} from '../../../src-main/credentials/credential-store.ts';
import type { ChildLoss } from '../../../src-main/credentials/keychain-child.ts';
import type { NetworkModes } from '../../../src-main/platform.ts';
import { type TestAuthority, trustIn } from '../../support/test-authority.ts';
import { startMainProcess } from './processes.ts';

/** What the store in Electron's main process is made with. */
export interface ParentOptions {
  readonly service: string;
  readonly childModule: string;
  readonly waitMs?: number;
  readonly lateAnswerMs?: number;
  readonly idleMs?: number;
}

/** What the main process tells beside its answers. */
export type ParentWord =
  | { readonly kind: 'child'; readonly pid: number }
  | { readonly kind: 'lost'; readonly loss: ChildLoss };

/** The product's keychain store in the main process of the Electron that is here. */
export interface KeychainHost {
  /** Process ids of the children that the system has started, in order. */
  readonly children: readonly number[];
  readonly losses: readonly ChildLoss[];
  read(key: string): Promise<CredentialRead>;
  write(key: string, value: string): Promise<CredentialWrite>;
  tryAgain(): Promise<void>;
  /** Closes the store; the main process stays. */
  close(): Promise<void>;
  /** Closes the store and ends the main process in the same breath; ends when that is gone. */
  quit(): Promise<void>;
  /** Kills the main process. */
  kill(): Promise<void>;
}

/** The program that the product's installers carry. */
export const builtChild = fileURLToPath(
  new URL('../../../dist/main/keychain-process.js', import.meta.url),
);

/** Bundles the main process into `folder` and starts Electron with it. */
export async function startKeychainHost(
  folder: string,
  env: Readonly<Record<string, string>>,
  options: ParentOptions,
): Promise<KeychainHost> {
  const children: number[] = [];
  const losses: ChildLoss[] = [];
  const { tell, gone, kill } = await startMainProcess(folder, 'keychain-parent', {
    env: { ...env, KEYCHAIN_PARENT: JSON.stringify(options) },
    onWord(word) {
      const told = word as ParentWord;
      if (told.kind === 'child') children.push(told.pid);
      else losses.push(told.loss);
    },
  });
  return {
    children,
    losses,
    read: (key) => tell('read', key) as Promise<CredentialRead>,
    write: (key, value) => tell('write', key, value) as Promise<CredentialWrite>,
    tryAgain: () => tell('try-again') as Promise<void>,
    close: () => tell('close') as Promise<void>,
    async quit() {
      void tell('quit');
      await gone;
    },
    kill,
  };
}

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
