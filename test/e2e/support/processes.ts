import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { processFamily } from '../../support/processes.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { outputOf } from './app.ts';
import { builtApp } from './desktop.ts';
import { observerArguments, watchForFaults } from './faults.ts';

/** State `LISTEN` in `/proc/net/tcp`. */
const listening = '0A';

/** The addresses, as `host:port`, on which a process and all that it started accept TCP connections. */
export async function listeningSockets(pid: number): Promise<readonly string[]> {
  const inodes = await socketInodes(await processFamily(pid));
  const found: string[] = [];
  for (const [file, parse] of [
    ['/proc/net/tcp', parseAddress4],
    ['/proc/net/tcp6', (address: string) => `[${address.slice(0, 32)}]`],
  ] as const) {
    const table = await readFile(file, 'utf8').catch(() => '');
    for (const line of table.split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      const [, local = '', , state] = fields;
      const port = Number.parseInt(local.slice(local.indexOf(':') + 1), 16);
      if (state === listening && inodes.has(fields[9] ?? '')) found.push(`${parse(local)}:${port}`);
    }
  }
  return found;
}

/** `0100007F:1F90` is 127.0.0.1, its bytes in the order of this machine. */
function parseAddress4(address: string): string {
  const bytes = Buffer.from(address.slice(0, 8), 'hex');
  return [...bytes.reverse()].join('.');
}

async function socketInodes(pids: readonly number[]): Promise<ReadonlySet<string>> {
  const inodes = new Set<string>();
  for (const pid of pids) {
    const folder = `/proc/${pid}/fd`;
    for (const name of await readdir(folder).catch(() => [])) {
      const target = await readlink(`${folder}/${name}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode !== undefined) inodes.add(inode);
    }
  }
  return inodes;
}

const pageBytes = 4096;
const entryBytes = 8;
/** Bits 63 and 62 of an entry of `/proc/PID/pagemap`: the page is in memory, or was moved out of it. */
const isKept = 0xc0;

/** A variable as the C library keeps it. A form that is being sent looks like it only while it has one field. */
const variable = /\0([A-Za-z_]\w*=[^\0&]+)(?=\0)/g;

/**
 * The environment of a running process, as `NAME=value` lines, out of its memory: Chromium takes a copy at the start
 * and writes its own words over the block that `/proc/PID/environ` shows. What looks like a variable is taken for one.
 */
export async function readEnvironment(pid: number): Promise<string> {
  try {
    await using memory = await open(`/proc/${pid}/mem`);
    await using pages = await open(`/proc/${pid}/pagemap`);
    const found = new Set<string>();
    for (const range of privateRanges(await readFile(`/proc/${pid}/maps`, 'latin1'))) {
      for (const part of await keptParts(pages, range)) {
        const text = await readPart(memory, part);
        for (const [, words = ''] of text.matchAll(variable)) found.add(words);
      }
    }
    return [...found].join('\n');
  } catch (error) {
    // It has ended meanwhile.
    if (['ENOENT', 'ESRCH'].includes(codeOf(error))) return '';
    throw error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Memory that the process alone can write. */
function privateRanges(maps: string): readonly Range[] {
  return [...maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw.p/gm)].map(([, start = '', end = '']) => ({
    start: Number.parseInt(start, 16),
    end: Number.parseInt(end, 16),
  }));
}

/** The parts of a range that hold anything: most of what is reserved was never written. */
async function keptParts(pages: FileHandle, range: Range): Promise<readonly Range[]> {
  const length = ((range.end - range.start) / pageBytes) * entryBytes;
  const position = (range.start / pageBytes) * entryBytes;
  const { buffer, bytesRead } = await pages.read(Buffer.alloc(length), 0, length, position);
  const parts: { start: number; end: number }[] = [];
  for (let at = 0; at < bytesRead; at += entryBytes) {
    if (((buffer[at + entryBytes - 1] ?? 0) & isKept) === 0) continue;
    const start = range.start + (at / entryBytes) * pageBytes;
    const last = parts.at(-1);
    if (last?.end === start) last.end += pageBytes;
    else parts.push({ start, end: start + pageBytes });
  }
  return parts;
}

async function readPart(memory: FileHandle, { start, end }: Range): Promise<string> {
  const length = end - start;
  try {
    const { buffer, bytesRead } = await memory.read(Buffer.alloc(length), 0, length, start);
    return buffer.toString('latin1', 0, bytesRead);
  } catch (error) {
    // The process has given this part back meanwhile.
    if (codeOf(error) === 'EIO') return '';
    throw error;
  }
}

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
