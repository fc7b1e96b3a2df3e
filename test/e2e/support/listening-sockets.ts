import { readdir, readFile, readlink } from 'node:fs/promises';
import { processFamily } from '../../support/processes.ts';

/** State `LISTEN` in `/proc/net/tcp`. */
const listening = '0A';

/** The addresses, as `host:port`, on which a process and all that it started accept TCP connections. */
export async function listeningSockets(pid: number): Promise<readonly string[]> {
  const inodes = await socketInodes(await processFamily(pid));
  const found: string[] = [];
  for (const [file, parse] of [
    ['/proc/net/tcp', parseAddress4],
    ['/proc/net/tcp6', (address: string) => `[${address.slice(0, 32)}]`],
  ] as const) {
    const table = await readFile(file, 'utf8').catch(() => '');
    for (const line of table.split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      const [, local = '', , state] = fields;
      const port = Number.parseInt(local.slice(local.indexOf(':') + 1), 16);
      if (state === listening && inodes.has(fields[9] ?? '')) found.push(`${parse(local)}:${port}`);
    }
  }
  return found;
}

/** `0100007F:1F90` is 127.0.0.1, its bytes in the order of this machine. */
function parseAddress4(address: string): string {
  const bytes = Buffer.from(address.slice(0, 8), 'hex');
  return [...bytes.reverse()].join('.');
}

async function socketInodes(pids: readonly number[]): Promise<ReadonlySet<string>> {
  const inodes = new Set<string>();
  for (const pid of pids) {
    const folder = `/proc/${pid}/fd`;
    for (const name of await readdir(folder).catch(() => [])) {
      const target = await readlink(`${folder}/${name}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode !== undefined) inodes.add(inode);
    }
  }
  return inodes;
}
