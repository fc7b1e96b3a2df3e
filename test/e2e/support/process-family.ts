import { readdir, readFile } from 'node:fs/promises';

/** A process and all that it started, by id, itself first. */
export async function processFamily(pid: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(Number(name), parent);
  }
  const family = [pid];
  for (const member of family) {
    for (const [id, parent] of parents) if (parent === member) family.push(id);
  }
  return family;
}

/** The process of the app's page by its id; null while there is none. `pid`: the app's own process. */
export async function pageProcess(pid: number): Promise<number | null> {
  for (const member of await processFamily(pid)) {
    const words = await readFile(`/proc/${member}/cmdline`, 'utf8').catch(() => '');
    if (words.includes('--type=renderer')) return member;
  }
  return null;
}
