import { readdir, readFile, readlink } from 'node:fs/promises';

/** The processes whose program lies below a folder, or which were started with something of it in their environment. */
export async function leftRunning(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    // One that has ended meanwhile, or waits to be taken off the list, has neither.
    const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (program.startsWith(`${folder}/`) || environment.includes(folder)) {
      found.push(`${pid} ${program}`);
    }
  }
  return found;
}
