import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../e2e/support/app.ts';
import { takeUnexpectedFaults } from '../e2e/support/faults.ts';
import { createChance } from '../support/random.ts';
import {
  growthOf,
  type Resources,
  readable,
  readResources,
  type SoakOptions,
  type SoakResult,
} from './support/measure.ts';
import {
  ask,
  type SoakDesktop,
  waitForState,
  waitForView,
  withSoakDesktop,
} from './support/soak-desktop.ts';

const people = [
  'google-one-account',
  'microsoft-one-account',
  'google-three-accounts',
  'microsoft-three-accounts',
] as const;

/** The app opens 60 pages a minute and no more (`openings.ts`), so no sign-in starts earlier after the one before. */
const betweenOpeningsMs = 1_010;
const sampleEvery = 50;
const longestWarmUp = 100;

/** How much more there may be at the end than after the warm-up: of memory a share, of the rest a number. */
const mostGrowth = { share: 0.1, count: 3 } as const;
const memoryFigures = ['mainMb', 'heapMb', 'allMb'] as const;
const countedFigures = [
  'descriptors',
  'sockets',
  'listening',
  'timers',
  'servers',
  'listeners',
  'processes',
] as const;

/** Signs in and out in one app, again and again, and looks at what it holds. */
export function soakSignIns({ runs, seed, isOver }: SoakOptions): Promise<SoakResult> {
  const chance = createChance(seed);
  return withSoakDesktop({}, async (desktop) => {
    const app = await desktop.startApp();
    const samples: { at: number; resources: Resources }[] = [];
    const violations: string[] = [];
    const warmUp = Math.min(longestWarmUp, Math.floor(runs / 4));
    let lastOpening = 0;
    let done = 0;
    for (let cycle = 1; cycle <= runs && !isOver(); cycle += 1) {
      await pause(Math.max(0, lastOpening + betweenOpeningsMs - performance.now()));
      lastOpening = performance.now();
      done = cycle;
      const key = chance.pick(people);
      try {
        await signInAndOut(desktop, app, key);
      } catch (error) {
        violations.push(`cycle ${cycle}, ${key}: ${error}`);
        if (violations.length > 20) break;
        await ask(app.page, 'cancelSignIn').catch(() => {});
      }
      const isDue = cycle % sampleEvery === 0 || cycle === runs;
      if (cycle >= warmUp && (isDue || samples.length === 0)) {
        samples.push({ at: cycle, resources: await readResources(app) });
        console.log(`sign-ins: ${cycle} ${JSON.stringify(samples.at(-1)?.resources)}`);
      }
    }
    const failures = violations.length;
    violations.push(...desktop.browser.troubles, ...takeUnexpectedFaults());
    const figures: Record<string, number | string> = { failures };
    for (const name of [...memoryFigures, ...countedFigures]) {
      const { first, last, per100 } = growthOf(
        samples.map(({ at, resources }) => ({ at, value: resources[name] })),
      );
      figures[name] = `${readable(first)} → ${readable(last)} (${readable(per100)} per 100)`;
      const isMemory = memoryFigures.some((one) => one === name);
      const most = isMemory ? first * (1 + mostGrowth.share) : first + mostGrowth.count;
      if (last > most) violations.push(`${name} grew: ${figures[name]}`);
    }
    return { what: `${readable(done)} sign-ins and sign-outs in one app`, figures, violations };
  });
}

async function signInAndOut(desktop: SoakDesktop, { page }: App, key: string): Promise<void> {
  desktop.browser.browseAs(key);
  const provider = key.startsWith('google') ? 'google' : 'microsoft';
  await ask(page, 'startSignIn', provider, { anotherAccount: false });
  let view = await waitForView(page, ['signed-in', 'choosing', 'linking', 'signed-out']);
  if (view.kind === 'choosing') {
    const [account] = view.accounts;
    await ask(page, 'chooseAccount', account?.id ?? '', false);
    view = await waitForView(page, ['signed-in', 'signed-out']);
  }
  if (view.kind !== 'signed-in') throw new Error(`ended at ${JSON.stringify(view)}`);
  const { accountId } = view;
  await waitForState(
    page,
    ({ accounts }) =>
      accounts.some(({ id, session }) => id === accountId && session.status === 'online'),
    'online',
  );
  await ask(page, 'signOut', accountId);
  await waitForView(page, ['signed-out']);
}
