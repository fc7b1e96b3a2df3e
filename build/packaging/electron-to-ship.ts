import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { electronPackage, isCopyFolder } from '../electron/electron-here.ts';
import { getElectron } from '../electron/get-electron.ts';

/**
 * The folder of an Electron that may be shipped: the named one, else the one that is here or can be had. Rejects for a
 * copy out of an npm package, and for any other version than the one that the product is made for.
 */
export async function electronToShip(named?: string): Promise<string> {
  const { folder, isCopy } =
    named === undefined ? await getElectron() : { folder: named, isCopy: isCopyFolder(named) };
  if (isCopy) {
    throw new Error(
      'The Electron that is here is a copy out of an npm package, for development and tests only. To package, let its own download through, or name its folder by --electron-dist.',
    );
  }
  const { version: wanted } = JSON.parse(
    await readFile(join(electronPackage, 'package.json'), 'utf8'),
  );
  const found = await readFile(join(folder, 'version'), 'utf8').catch(() => 'unknown');
  if (found.trim().replace(/^v/, '') !== wanted) {
    throw new Error(`${folder} holds Electron ${found.trim()}; Sonar ships with ${wanted}.`);
  }
  return folder;
}
