import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from '../../../scripts/common/files.ts';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import type { App } from '../../e2e/support/app.ts';
import { listeningSockets } from '../../e2e/support/processes.ts';
import { processFamily } from '../../support/processes.ts';

/** How a figure behaved over a long run. */
export interface Growth {
  /** The middle one of the first and of the last three samples: one sample may have been taken at a bad moment. */
  readonly first: number;
  readonly last: number;
  /** Of the line through all samples, for each 100 cycles. */
  readonly per100: number;
}

/** Reads the growth of one figure; `at` counts the cycles. */
export function growthOf(
  samples: readonly { readonly at: number; readonly value: number }[],
): Growth {
  const values = samples.map(({ value }) => value);
  const middleAt = mean(samples.map(({ at }) => at));
  const middle = mean(values);
  const spread = sum(samples.map(({ at }) => (at - middleAt) ** 2));
  const together = sum(samples.map(({ at, value }) => (at - middleAt) * (value - middle)));
  return {
    first: median(values.slice(0, 3)),
    last: median(values.slice(-3)),
    per100: spread === 0 ? 0 : (together / spread) * 100,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** What an app holds at one moment. */
export interface Resources {
  /** MB: the main process's own, what its JavaScript lives in after a collection, and all processes together. */
  readonly mainMb: number;
  readonly heapMb: number;
  readonly allMb: number;
  /** Open descriptors of the main process, and those of them that are sockets. */
  readonly descriptors: number;
  readonly sockets: number;
  /** Listening sockets of all its processes. */
  readonly listening: number;
  /** What keeps the main process busy, by Node's own account. */
  readonly timers: number;
  readonly servers: number;
  /** Listeners on what lives as long as the app: process, app, ipcMain, window, session. */
  readonly listeners: number;
  readonly processes: number;
}

/** Looks at an app from inside and outside. */
export async function readResources(app: App): Promise<Resources> {
  const inside = await app.inMain(({ app: electronApp, BrowserWindow, ipcMain }) => {
    const scope = globalThis as { collect?: () => void };
    if (scope.collect === undefined) {
      process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
      scope.collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    }
    scope.collect();
    const windows = BrowserWindow.getAllWindows();
    const emitters: NodeJS.EventEmitter[] = [
      process,
      electronApp,
      ipcMain,
      ...windows,
      ...windows.map(({ webContents }) => webContents),
      ...windows.map(({ webContents }) => webContents.session),
    ];
    const listeners = emitters.flatMap((emitter) =>
      emitter.eventNames().map((name) => emitter.listenerCount(name)),
    );
    const active = process.getActiveResourcesInfo();
    return {
      heapMb: process.memoryUsage().heapUsed / 2 ** 20,
      timers: active.filter((kind) => kind === 'Timeout').length,
      servers: active.filter((kind) => kind === 'TCPServerWrap').length,
      listeners: listeners.reduce((total, count) => total + count, 0),
    };
  });
  const family = await processFamily(app.pid);
  const memory = await Promise.all(family.map(residentMb));
  const targets = await descriptorsOf(app.pid);
  return {
    ...inside,
    mainMb: memory[0] ?? 0,
    allMb: memory.reduce((total, one) => total + one, 0),
    descriptors: targets.length,
    sockets: targets.filter((target) => target.startsWith('socket:')).length,
    listening: (await listeningSockets(app.pid)).length,
    processes: family.length,
  };
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

async function descriptorsOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
}

/** What a part of the soak is started with. */
export interface SoakOptions {
  readonly runs: number;
  readonly seed: number;
  /** Whether its time is over before all of it is done; then it tells how much was. */
  readonly isOver: () => boolean;
}

/** What came of a part. */
export interface SoakResult {
  /** How much was done, as people read it: `1,000 sign-ins and sign-outs`. */
  readonly what: string;
  /** What was counted and measured. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Whatever must not be; one text each. */
  readonly violations: readonly string[];
}

/** A number as people read it. */
export function readable(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
}

/** One row of the table. */
export interface SoakRow {
  readonly part: string;
  readonly what: string;
  readonly figure: readonly string[];
  readonly verdict: string;
  readonly seed: number;
  readonly date: string;
  readonly host: string;
}

const file = join(projectRoot, 'docs', 'soak.md');
const head = `## Soak

What \`npm run soak\` found, the last run of each part with each seed. \`100 → 101 (0.1 per 100)\`: after the warm-up, at the end, and the slope of the line through all samples for each 100 cycles.

| Part | What | Figures | Seed | Date | Host |
|---|---|---|---|---|---|
`;

/** Puts the row of a part in the place of its earlier one in \`docs/soak.md\`. */
export function noteResult(row: SoakRow): Promise<void> {
  return withFileLock(join(projectRoot, '.cache', 'soak.lock'), async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    const isOfRow = (line: string) =>
      line.startsWith(`| \`${row.part}\` |`) && line.includes(` | ${row.seed} | `);
    const kept = text.split('\n').filter((line) => line.startsWith('| `') && !isOfRow(line));
    const { part, what, figure, verdict, seed, date, host } = row;
    const figures = [verdict, ...figure].join('; ');
    const line = `| \`${part}\` | ${what} | ${figures} | ${seed} | ${date} | ${host} |`;
    await writeFile(file, `${head}${[...kept, line].sort().join('\n')}\n`);
  });
}
