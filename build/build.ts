import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { hashInputs } from './hash-inputs.ts';
import { projectRoot } from './project-root.ts';
import { runCaptured } from './run-captured.ts';

const inputs = [
  'src-main',
  'src-renderer',
  'preload',
  'build/product.json',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const cache = join(projectRoot, '.cache');
const stamp = join(projectRoot, 'dist', 'built-from');

/** Bundles the three rooms into `dist/` unless `dist/` was made from exactly these sources already. */
export async function buildIfStale(): Promise<'built' | 'fresh'> {
  await mkdir(cache, { recursive: true });
  const release = await lock(cache, {
    lockfilePath: join(cache, 'build.lock'),
    retries: { retries: 600, factor: 1, minTimeout: 200, maxTimeout: 200 },
  });
  try {
    const wanted = await hashInputs(projectRoot, inputs);
    if ((await readStamp()) === wanted) return 'fresh';
    await bundle();
    await writeFile(stamp, wanted);
    return 'built';
  } finally {
    await release();
  }
}

async function bundle(): Promise<void> {
  const electronVite = 'node_modules/electron-vite/bin/electron-vite.js';
  const { exitCode, output } = await runCaptured([electronVite, 'build', '--logLevel', 'warn'], {
    NODE_ENV: 'production',
  });
  if (exitCode !== 0) throw new Error(`The app could not be built:\n${output.trim()}`);
}

async function readStamp(): Promise<string | undefined> {
  try {
    return await readFile(stamp, 'utf8');
  } catch {
    return undefined;
  }
}
