import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SandboxDescription } from '../../services/sandbox-description.ts';
import { projectRoot } from '../project-root.ts';
import type { CleanUp } from './clean-up.ts';
import { startWatched } from './watched-child.ts';

/** Starts `npm run sandbox`'s program on the data in `folder`; rejects when it cannot start, after it said why. */
export async function startSandboxProcess(
  folder: string,
  cleanUp: CleanUp,
): Promise<SandboxDescription> {
  const program = join(projectRoot, 'services', 'index.ts');
  const args = ['--data', join(folder, 'data'), '--config', join(folder, 'config.json')];
  const child = startWatched(
    process.execPath,
    [program, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
    cleanUp,
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The sandbox could not start.')));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).once('line', (line) => {
      // Our own program on the other end: the line is what sandbox-description.ts says.
      resolve(JSON.parse(line) as SandboxDescription);
    });
  });
}
