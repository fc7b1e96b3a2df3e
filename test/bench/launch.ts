import type { AppCommand } from '../../scripts/electron/electron-here.ts';
import { median } from './median.ts';
import { startShownApp } from './shown-app.ts';

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
