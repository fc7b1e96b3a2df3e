import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AppCommand } from '../../scripts/electron/electron-here.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';

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
