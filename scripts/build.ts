import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { hashInputs, withFileLock } from './common/files.ts';
import { projectRoot, runCaptured } from './common/run-captured.ts';

/** What is compiled in, and where the bundles go; both absolute. The sources are the same for every build. */
export interface Build {
  /** The product description: names, endpoints and client ids. */
  readonly product: string;
  readonly output: string;
}

/** The build of the product itself. */
export const ownBuild: Build = {
  product: join(projectRoot, 'build', 'product.json'),
  output: join(projectRoot, 'dist'),
};

/** What every build is made of, beside its product description. */
export const buildInputs = [
  'src-main',
  'src-renderer',
  'preload',
  'build/icons',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
] as const;

/** Bundles the three rooms into the build's folder unless it was made from exactly these sources already. */
export async function buildIfStale(build: Build = ownBuild): Promise<'built' | 'fresh'> {
  return withFileLock(join(projectRoot, '.cache', 'build.lock'), async () => {
    const stamp = join(build.output, 'built-from');
    const product = relative(projectRoot, build.product);
    const wanted = await hashInputs(projectRoot, [...buildInputs, product]);
    const isWhole = existsSync(join(build.output, 'main', 'sonar-login.js'));
    if (isWhole && (await readStamp(stamp)) === wanted) return 'fresh';
    // Bundles that are half of one product and half of another may not pass for either.
    await rm(stamp, { force: true });
    await bundle(build);
    await writeFile(stamp, wanted);
    return 'built';
  });
}

async function bundle({ product, output }: Build): Promise<void> {
  const electronVite = 'node_modules/electron-vite/bin/electron-vite.js';
  const outcome = await runCaptured([electronVite, 'build', '--logLevel', 'warn'], {
    NODE_ENV: 'production',
    SONAR_BUILD_PRODUCT: product,
    SONAR_BUILD_OUTPUT: output,
  });
  if (outcome.exitCode !== 0) {
    throw new Error(`The app could not be built:\n${outcome.output.trim()}`);
  }
}

async function readStamp(stamp: string): Promise<string | undefined> {
  try {
    return await readFile(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

/** The example softphone, as the app that Electron starts. */
export const exampleFolder = join(projectRoot, 'examples', 'softphone');

/** Puts the module beside the example as `npm install FOLDER` does, and bundles it. */
export async function buildExample(): Promise<void> {
  await withFileLock(join(projectRoot, '.cache', 'example.lock'), bundleExample);
}

async function bundleExample(): Promise<void> {
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

// `npm run build`: bundles the app into `dist/`, when it is not there of exactly these sources.
if (import.meta.main) {
  const outcome = await buildIfStale();
  console.log(outcome === 'built' ? 'Built dist/.' : 'dist/ is current.');
}
