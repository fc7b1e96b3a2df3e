import { delimiter, dirname, join } from 'node:path';
import { packageApp } from '../../scripts/packaging/package-app.ts';
import { testedBuild } from './packaged-app.ts';
import { project } from './run-program.ts';

/** What to make of an application directory. */
export interface InstallerOptions {
  readonly app: string;
  readonly target: 'deb' | 'rpm';
  readonly output: string;
  /** Replaces the version of package.json. */
  readonly version?: string;
}

/** Makes an installer by electron-builder and our adapter for its packaging tool; answers its path. */
export async function packageWithAdapter(options: InstallerOptions): Promise<string> {
  const { app, target, output, version } = options;
  process.env.CUSTOM_FPM_PATH = join(project, 'test', 'packaging', 'fpm-over-debian-tools.ts');
  // The adapter is a script of ours and wants our Node.
  process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const made = await packageApp({
    build: testedBuild,
    targets: [target],
    output,
    electronDist: null,
    prepackaged: app,
    ...(version === undefined ? {} : { version }),
  });
  const installer = made.find((path) => path.endsWith(`.${target}`));
  if (installer === undefined) throw new Error(`electron-builder made no ${target}.`);
  return installer;
}
