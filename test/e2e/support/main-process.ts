import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { waitUntil } from '../../support/wait-until.ts';
import { outputOf } from './capture-output.ts';
import { builtApp } from './desktop.ts';
import { observerArguments, watchForFaults } from './faults.ts';

/** What a main process is told to do. */
export interface Order {
  readonly id: number;
  readonly op: string;
  readonly args: readonly unknown[];
}

/** What it tells of itself. */
export type Word =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown };

/** A main process of the Electron that is here, with some parts of the product in it. */
export interface MainProcess {
  readonly child: ChildProcess;
  /** Has it do something; the answer. */
  tell(op: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Ends when it is gone. */
  readonly gone: Promise<unknown>;
  kill(): Promise<void>;
}

/** Bundles the module `name` of this folder into `folder`, and starts Electron with it; `onWord` hears other words. */
export async function startMainProcess(
  folder: string,
  name: string,
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
    readonly onWord?: (word: unknown) => void;
  },
): Promise<MainProcess> {
  const main = join(folder, name);
  await bundle(name, main);
  const { command, args } = builtApp(main);
  const child = fork(main, {
    execPath: command,
    execArgv: [...observerArguments, ...args.slice(1), ...(options.args ?? [])],
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const output = outputOf(child);
  watchForFaults(output);
  const waiting = new Map<number, (result: unknown) => void>();
  let isReady = false;
  let lastId = 0;
  child.on('message', (word: Word) => {
    if (word.kind === 'ready') isReady = true;
    else if (word.kind === 'answer') waiting.get(word.id)?.(word.result);
    else options.onWord?.(word);
  });
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
    child,
    gone,
    kill,
    tell(op, ...args) {
      lastId += 1;
      const order: Order = { id: lastId, op, args };
      return new Promise((resolve) => {
        waiting.set(order.id, resolve);
        child.send(order);
      });
    },
  };
}

async function bundle(name: string, outDir: string): Promise<void> {
  await mkdir(outDir);
  await writeFile(
    join(outDir, 'package.json'),
    JSON.stringify({ name, type: 'module', main: `${name}.js` }),
  );
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
    },
  });
}
