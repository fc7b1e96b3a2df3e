/** `npm run softphone`: `npm start`, with a registrar, of the example softphone in `examples/softphone`. */
import { once } from 'node:events';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, runCaptured } from './common/run-captured.ts';
import { prepareApp, type StartedApp } from './start/run-app.ts';
import { runStart } from './start/run-start.ts';
import type { CleanUp } from './start/watched-child.ts';

const example: StartedApp = {
  root: join(projectRoot, 'examples', 'softphone'),
  sandbox: ['--registrar'],
  args: (folder) => [`--user-data-dir=${join(folder, 'softphone')}`],
  env: ({ registrar }) =>
    registrar === undefined ? {} : { SOFTPHONE_REGISTRAR_SHA256: registrar.certificateSha256 },
};

/** Puts the module beside the example as `npm install FOLDER` does, and bundles it. */
async function buildExample(): Promise<void> {
  const packages = join(example.root, 'node_modules');
  await mkdir(packages, { recursive: true });
  await rm(join(packages, 'sonar-login'), { recursive: true, force: true });
  await symlink(projectRoot, join(packages, 'sonar-login'), 'junction');
  const electronVite = join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
  const outcome = await runCaptured([electronVite, 'build', example.root, '--logLevel', 'warn'], {
    NODE_ENV: 'production',
  });
  if (outcome.exitCode !== 0) {
    throw new Error(`The example could not be built:\n${outcome.output.trim()}`);
  }
}

async function runSoftphone(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
): Promise<number> {
  await buildExample();
  const launchApp = await prepareApp(appArgs, folder, cleanUp, example);
  const [exitCode] = (await once(launchApp(cleanUp), 'exit')) as [number | null];
  return exitCode ?? 1;
}

await runStart(process.argv.slice(2), join(projectRoot, '.sandbox'), runSoftphone);
