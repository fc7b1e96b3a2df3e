/** `npm run bench`: each figure as a ratio to the bare limit, both measured in this run. */
import { join } from 'node:path';
import { buildIfStale } from '../../build/build.ts';
import { describeElectron, getElectron } from '../../build/electron/get-electron.ts';
import { projectRoot } from '../../build/project-root.ts';
import { withScreen } from '../../build/tests/with-screen.ts';
import { chooserFigures } from '../screens/chooser-figures.ts';
import { measureLaunch } from './launch.ts';
import { measureRenderer } from './renderer-size.ts';

const rounds = 15;

// electron-store asks the package `electron` for its binary, which plain Node neither has nor needs.
process.env.ELECTRON_OVERRIDE_DIST_PATH = 'none';
const { measureBareWork, measureSignInWork } = await import('./sign-in-work.ts');

const electron = await getElectron();
console.log(`Host: ${describeElectron(electron)}.`);
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
  const { appMs, bareMs } = await measureLaunch(electron, 7);
  print('launch (start to first words)', appMs, 'bare window', bareMs);
});

const chooser = await chooserFigures();
console.log(
  `chooser with 10,000 accounts: first paint ${chooser.firstPaintMs.toFixed(0)} ms, filter ${chooser.filterMs.toFixed(1)} ms, longest frame while scrolling ${chooser.longestScrollFrameMs.toFixed(0)} ms; a frame has 16.7 ms`,
);

const { firstPaintKb, onDemandKb } = await measureRenderer(join(projectRoot, 'dist', 'renderer'));
console.log(
  `renderer JavaScript, gzip: first paint ${firstPaintKb.toFixed(1)} kB, on demand ${onDemandKb.toFixed(1)} kB`,
);

function print(what: string, ms: number, limit: string, limitMs: number): void {
  const ratio = (ms / limitMs).toFixed(2);
  console.log(`${what}: ${ms.toFixed(1)} ms; ${limit}: ${limitMs.toFixed(1)} ms; ratio ${ratio}`);
}
