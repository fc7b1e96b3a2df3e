/** `npm run bench`: each figure as a ratio to the bare limit, both measured in this run. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildIfStale } from '../../scripts/build.ts';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { appCommand } from '../../scripts/electron/electron-here.ts';
import { describeElectron, getElectron } from '../../scripts/electron/get-electron.ts';
import { withScreen } from '../../scripts/tests/run-tests.ts';
import { signIn, withDesktop } from '../e2e/support/desktop.ts';
import { buildSite, launchChromium, openGallery, sizes } from '../screens/open-window.ts';
import { measureIdle, measureLaunch, median, writeBareApp } from './measure-app.ts';

const rounds = 15;
const idleMs = 60_000;

const electron = await getElectron();
console.log(`Host: ${describeElectron(electron)}.`);
// electron-store asks the package `electron` for its program, which plain Node neither has nor needs.
process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
const { measureBareWork, measureSignInWork } = await import('./sign-in-work.ts');
await buildIfStale();
const work = await measureSignInWork(rounds);
const bareWork = await measureBareWork(rounds);
print(
  'sign-in work (callback received to session shown)',
  work,
  'listener, POST, signature',
  bareWork,
);

await withScreen(async (env) => {
  Object.assign(process.env, env);
  await withDesktop(async (desktop) => {
    const { command } = desktop;
    const bare = appCommand(electron, await writeBareApp(desktop.folder));
    const { appMs, bareMs } = await measureLaunch(command, bare, desktop.env, 7);
    print('launch (start to painted window, nobody signed in)', appMs, 'bare window', bareMs);
    const app = await desktop.startApp();
    await signIn(desktop, app, 'google-one-account');
    await app.page.getByText('Online').waitFor();
    await app.quit();
    const again = await measureLaunch(command, bare, desktop.env, 7);
    print('launch of a signed-in person', again.appMs, 'bare window', again.bareMs);
    const idle = await measureIdle(command, desktop.env, idleMs);
    const bareIdle = await measureIdle(bare, desktop.env, idleMs);
    printRatio('memory of all processes, signed in and idle', [idle.pssMb, bareIdle.pssMb], 'MB');
    printRatio(`CPU in ${idleMs / 1000} s, signed in and idle`, [idle.cpuMs, bareIdle.cpuMs], 'ms');
    console.log(`processes: ${idle.processes}; bare window: ${bareIdle.processes}`);
  });
});

const chooser = await measureChooser();
console.log(
  `chooser with 10,000 accounts: first paint ${chooser.firstPaintMs.toFixed(0)} ms, filter ${chooser.filterMs.toFixed(1)} ms, longest frame while scrolling ${chooser.longestScrollFrameMs.toFixed(0)} ms; a frame has 16.7 ms`,
);

const { firstPaintKb, onDemandKb } = await measureRenderer(join(projectRoot, 'dist', 'renderer'));
console.log(
  `renderer JavaScript, gzip: first paint ${firstPaintKb.toFixed(1)} kB, on demand ${onDemandKb.toFixed(1)} kB`,
);

function printRatio(what: string, [ours, bare]: readonly [number, number], unit: string): void {
  const ratio = (ours / bare).toFixed(2);
  console.log(
    `${what}: ${ours.toFixed(0)} ${unit}; bare window: ${bare.toFixed(0)} ${unit}; ratio ${ratio}`,
  );
}

function print(what: string, ms: number, limit: string, limitMs: number): void {
  const ratio = (ms / limitMs).toFixed(2);
  console.log(`${what}: ${ms.toFixed(1)} ms; ${limit}: ${limitMs.toFixed(1)} ms; ratio ${ratio}`);
}

/** Kilobytes of gzipped JavaScript: what the first paint needs, and what is loaded when it is asked for. */
async function measureRenderer(
  renderer: string,
): Promise<{ readonly firstPaintKb: number; readonly onDemandKb: number }> {
  const page = await readFile(join(renderer, 'index.html'), 'utf8');
  const first = new Set(
    [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, path = '']) => path),
  );
  const assets = await readdir(join(renderer, 'assets'));
  let firstPaintKb = 0;
  let onDemandKb = 0;
  for (const name of assets.filter((asset) => asset.endsWith('.js'))) {
    const kb = gzipSync(await readFile(join(renderer, 'assets', name))).length / 1000;
    if (first.has(`assets/${name}`)) firstPaintKb += kb;
    else onDemandKb += kb;
  }
  return { firstPaintKb, onDemandKb };
}

/** How fast the chooser with 10,000 accounts is, in milliseconds; medians, and the longest frame while scrolling. */
interface ChooserFigures {
  /** From the state that shows the chooser to its first painted frame. */
  readonly firstPaintMs: number;
  /** From a letter typed into the filter to the frame that shows what is left. */
  readonly filterMs: number;
  readonly longestScrollFrameMs: number;
}

/** Measures the chooser in the gallery. */
async function measureChooser(): Promise<ChooserFigures> {
  await buildSite();
  const browser = await launchChromium();
  try {
    const { page } = await openGallery(browser, sizes.normal);
    await page.evaluate(() => window.gallery.show('choosing-10000-filtered', { locale: 'en' }));
    const first = await page.evaluate(async () => {
      const frame = () =>
        new Promise<number>((resolve) =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))),
        );
      const times: number[] = [];
      for (let run = 0; run < 7; run += 1) {
        window.gallery.sendNamed('checking');
        await frame();
        const start = performance.now();
        window.gallery.sendNamed('choosing-10000-filtered');
        while (document.querySelector('main li') === null) await frame();
        times.push((await frame()) - start);
      }
      return times;
    });
    const filter = await page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('[type=search]');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const times: number[] = [];
      for (const text of ['a', 'an', 'ana', 'ana g', 'ana ga', 'ana', 'a', '']) {
        const start = performance.now();
        set?.call(input, text);
        input?.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - start);
      }
      return times;
    });
    const frames = await page.evaluate(async () => {
      const list = document.querySelector('main ul')?.parentElement ?? null;
      const times: number[] = [];
      let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      for (let step = 0; step < 90; step += 1) {
        if (list !== null) list.scrollTop += 480;
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        times.push(now - last);
        last = now;
      }
      return times;
    });
    return {
      firstPaintMs: median(first),
      filterMs: median(filter),
      longestScrollFrameMs: Math.max(...frames),
    };
  } finally {
    await browser.close();
  }
}
