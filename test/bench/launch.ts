import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AppCommand } from '../../scripts/electron/electron-here.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';

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
