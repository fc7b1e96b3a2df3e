import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppCommand } from '../../scripts/electron/electron-here.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { processFamily } from '../support/processes.ts';

/** The middle of some measurements; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1
      ? [sorted[middle], sorted[middle]]
      : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Writes the least app that opens a window: one page under a scheme of its own, an empty preload, no rules; its folder. */
export async function writeBareApp(folder: string): Promise<string> {
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  await writeFile(
    join(bare, 'package.json'),
    '{ "name": "bare", "productName": "Bare", "version": "0.0.0", "main": "main.mjs" }',
  );
  await writeFile(join(bare, 'preload.cjs'), '');
  await writeFile(
    join(bare, 'main.mjs'),
    `import { app, BrowserWindow, protocol, session } from 'electron';
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
app.setPath('userData', ${JSON.stringify(join(folder, 'bare-data'))});
app.whenReady().then(() => {
  const own = session.fromPartition('bare');
  own.protocol.handle('bare', () => new Response('<main>Bare</main>', { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({ width: 440, height: 620, show: false, title: 'Bare', backgroundColor: '#ffffff', webPreferences: { session: own, sandbox: true, preload: ${JSON.stringify(join(bare, 'preload.cjs'))} } });
  window.once('ready-to-show', () => window.show());
  window.loadURL('bare://app/index.html');
});
app.on('window-all-closed', () => app.quit());
`,
  );
  return bare;
}

/** An app whose window has painted, started without a debugger. */
export interface ShownApp {
  readonly pid: number;
  /** Milliseconds from the start of the program to the painted window. */
  readonly shownAfterMs: number;
  end(): Promise<void>;
}

const teller = join(import.meta.dirname, 'tell-when-shown.cjs');

/** Starts an app and waits until its window is shown; rejects when it ends before. */
export async function startShownApp(
  app: AppCommand,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ShownApp> {
  const began = performance.now();
  const child = spawn(app.command, ['-r', teller, ...app.args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  await Promise.race([
    untilShown(child),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The app ended with ${code}.`))),
  ]);
  const shownAfterMs = performance.now() - began;
  return { pid: child.pid ?? 0, shownAfterMs, end: () => endProcessGroup(child) };
}

function untilShown({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (stdout === null) return;
    createInterface({ input: stdout }).on('line', (line) => {
      if (line === 'window shown') resolve();
    });
  });
}

type Env = Readonly<Record<string, string | undefined>>;

/** Milliseconds from the start of the program to the painted window; medians of interleaved starts of both. */
export async function measureLaunch(
  app: AppCommand,
  bare: AppCommand,
  env: Env,
  rounds: number,
): Promise<{ readonly appMs: number; readonly bareMs: number }> {
  const appTimes: number[] = [];
  const bareTimes: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const times = [await timeStart(app, env), await timeStart(bare, env)] as const;
    // The first start of each warms the disk.
    if (round === 0) continue;
    appTimes.push(times[0]);
    bareTimes.push(times[1]);
  }
  return { appMs: median(appTimes), bareMs: median(bareTimes) };
}

async function timeStart(app: AppCommand, env: Env): Promise<number> {
  const { shownAfterMs, end } = await startShownApp(app, env);
  await end();
  return shownAfterMs;
}

/** What an app takes while nobody does anything with it, over all its processes. */
export interface IdleFigures {
  /** Memory, shared parts divided among those who share them. */
  readonly pssMb: number;
  readonly cpuMs: number;
  readonly processes: number;
}

/** Renewals are over by then, and the keychain's process, which nobody asks any more, has ended. */
const settleMs = 45_000;
/** `USER_HZ`, as Linux shows it to programs on every machine (proc(5)). */
const ticksPerSecond = 100;

/** Starts an app, lets it settle, and looks at it before and after `idleMs`. */
export async function measureIdle(
  app: AppCommand,
  env: Readonly<Record<string, string | undefined>>,
  idleMs: number,
): Promise<IdleFigures> {
  const { pid, end } = await startShownApp(app, env);
  try {
    await pause(settleMs);
    const before = await cpuTicks(await processFamily(pid));
    await pause(idleMs);
    const family = await processFamily(pid);
    const ticks = (await cpuTicks(family)) - before;
    const pss = await Promise.all(family.map(pssKb));
    return {
      pssMb: sum(pss) / 1024,
      cpuMs: (ticks * 1000) / ticksPerSecond,
      processes: family.length,
    };
  } finally {
    await end();
  }
}

async function cpuTicks(family: readonly number[]): Promise<number> {
  const ticks = await Promise.all(
    family.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    }),
  );
  return sum(ticks);
}

async function pssKb(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
