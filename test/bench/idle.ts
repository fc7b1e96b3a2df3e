import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppCommand } from '../../scripts/electron/electron-here.ts';
import { processFamily } from '../support/processes.ts';
import { startShownApp } from './launch.ts';

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
