import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CleanUp } from './clean-up.ts';

/** Its command line on Linux, by npm or without. */
const start = /build\/(?:(?:start|dev)\.ts|run\.mjs\0(?:start|dev))\0/;

/** Refuses a second `npm start` (or `npm run dev`) on the same sandbox data while the first one runs. */
export function claimSandbox(folder: string, cleanUp: CleanUp): void {
  const file = join(folder, 'start.pid');
  const holder = readHolder(file);
  if (holder !== undefined && isRunning(holder)) {
    throw new Error(`npm start runs here already (process ${holder}).`);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, String(process.pid));
  cleanUp.add(async () => rmSync(file, { force: true }));
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The file outlives a crash, and the number may be another program's by now: Linux can tell. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return start.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}
