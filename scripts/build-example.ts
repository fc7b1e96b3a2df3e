import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, runCaptured } from './common/run-captured.ts';
import { withFileLock } from './common/with-file-lock.ts';

/** The example softphone, as the app that Electron starts. */
export const exampleFolder = join(projectRoot, 'examples', 'softphone');

/** Puts the module beside the example as `npm install FOLDER` does, and bundles it. */
export async function buildExample(): Promise<void> {
  await withFileLock(join(projectRoot, '.cache', 'example.lock'), bundle);
}

async function bundle(): Promise<void> {
  const packages = join(exampleFolder, 'node_modules');
  await mkdir(packages, { recursive: true });
  await rm(join(packages, 'sonar-login'), { recursive: true, force: true });
  await symlink(projectRoot, join(packages, 'sonar-login'), 'junction');
  const electronVite = join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
  const outcome = await runCaptured([electronVite, 'build', exampleFolder, '--logLevel', 'warn'], {
    NODE_ENV: 'production',
  });
  if (outcome.exitCode !== 0) {
    throw new Error(`The example could not be built:\n${outcome.output.trim()}`);
  }
}
