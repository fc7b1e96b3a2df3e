import { join } from 'node:path';
import { packageApp } from '../../build/packaging/package-app.ts';
import { testedBuild } from './packaged-app.ts';
import { project } from './run-program.ts';

/** A deb of an application directory, by electron-builder and the adapter for its packaging tool; answers its path. */
export async function makeTestDeb(app: string, version: string, output: string): Promise<string> {
  process.env.CUSTOM_FPM_PATH = join(project, 'test', 'packaging', 'fpm-over-debian-tools.ts');
  const made = await packageApp({
    build: testedBuild,
    targets: ['deb'],
    output: join(output, version),
    electronDist: null,
    prepackaged: app,
    version,
  });
  const deb = made.find((path) => path.endsWith('.deb'));
  if (deb === undefined) throw new Error('electron-builder made no deb.');
  return deb;
}
