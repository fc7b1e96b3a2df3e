/** Runs the built app on Node and Chromium: `node sandbox/chromium-host/run.ts [arguments of the app]`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findObstacle, startHost } from './start-host.ts';

const root = join(import.meta.dirname, '..', '..');
const main = join(root, 'dist', 'main', 'index.js');
const obstacle = existsSync(main)
  ? findObstacle(process.env)
  : 'The app is not built; npm start builds it.';

if (obstacle === null) {
  const sandboxed = process.getuid?.() === 0 ? ', without its sandbox because this is root' : '';
  const reason = process.env.SONAR_HOST_REASON ?? 'Electron is not used here';
  console.log(`Host: Chromium with Node ${process.versions.node}, since ${reason}${sandboxed}.`);
  await startHost({ root, main, args: process.argv.slice(2), env: process.env });
} else {
  console.error(obstacle);
  process.exitCode = 1;
}
