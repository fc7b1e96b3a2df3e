import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** The folder of the npm package `electron`, which holds the program only once it was fetched. */
export const electronPackage = join(projectRoot, 'node_modules', 'electron');

/** The absolute path of Electron's program, or `undefined` when it was never fetched. */
export function electronProgram(): string | undefined {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronPackage, 'dist');
  try {
    const name = readFileSync(join(electronPackage, 'path.txt'), 'utf8').trim();
    const program = join(folder, name);
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}
