import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How many bytes the files below a folder hold; what goes away meanwhile holds none. */
export async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    const status = await stat(path);
    return status.isFile() ? status.size : 0;
  } catch {
    return 0;
  }
}
