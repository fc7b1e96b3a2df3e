import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type {
  CredentialRead,
  CredentialWrite,
} from '../../../src-main/credentials/credential-store.ts';
import type { ChildLoss } from '../../../src-main/credentials/keychain-child.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { outputOf } from './capture-output.ts';
import { builtApp } from './desktop.ts';
import { observerArguments, watchForFaults } from './faults.ts';

/** What the store in Electron's main process is made with. */
export interface ParentOptions {
  readonly service: string;
  readonly childModule: string;
  readonly waitMs?: number;
  readonly lateAnswerMs?: number;
  readonly idleMs?: number;
}

/** What the main process is told to do. */
export interface ParentOrder {
  readonly id: number;
  readonly op: 'read' | 'write' | 'try-again' | 'close' | 'quit';
  readonly key: string;
  readonly value: string;
}

/** What the main process tells. */
export type ParentWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'child'; readonly pid: number }
  | { readonly kind: 'lost'; readonly loss: ChildLoss }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown };

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
const parent = fileURLToPath(new URL('./keychain-parent.ts', import.meta.url));
const name = 'keychain-parent';

/** Bundles the main process into `folder` and starts Electron with it. */
export async function startKeychainHost(
  folder: string,
  env: Readonly<Record<string, string>>,
  options: ParentOptions,
): Promise<KeychainHost> {
  const main = join(folder, name);
  await bundle(main);
  const { command, args } = builtApp(main);
  const child = fork(main, {
    execPath: command,
    execArgv: [...observerArguments, ...args.slice(1)],
    env: { ...process.env, ...env, KEYCHAIN_PARENT: JSON.stringify(options) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const output = outputOf(child);
  watchForFaults(output);
  const children: number[] = [];
  const losses: ChildLoss[] = [];
  const waiting = new Map<number, (result: unknown) => void>();
  let isReady = false;
  let lastId = 0;
  child.on('message', (word: ParentWord) => {
    if (word.kind === 'ready') isReady = true;
    else if (word.kind === 'child') children.push(word.pid);
    else if (word.kind === 'lost') losses.push(word.loss);
    else waiting.get(word.id)?.(word.result);
  });

  function tell(op: ParentOrder['op'], key = '', value = ''): Promise<unknown> {
    lastId += 1;
    const order: ParentOrder = { id: lastId, op, key, value };
    return new Promise((resolve) => {
      waiting.set(order.id, resolve);
      child.send(order);
    });
  }

  const gone = once(child, 'exit');

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await gone;
  }

  try {
    await waitUntil(() => isReady, 'the main process', 60_000);
  } catch (error) {
    await kill();
    throw new Error(`Electron said: ${output()}`, { cause: error });
  }
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

async function bundle(outDir: string): Promise<void> {
  await mkdir(outDir);
  await writeFile(
    join(outDir, 'package.json'),
    JSON.stringify({ name, type: 'module', main: `${name}.js` }),
  );
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: { ssr: parent, outDir, emptyOutDir: false, target: 'node20', minify: false },
  });
}
