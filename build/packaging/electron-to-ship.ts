import { isCopyFolder } from '../electron/electron-here.ts';
import { getElectron } from '../electron/get-electron.ts';

/** The folder of an Electron that may be shipped: the named one, else the one that is here or can be had. */
export async function electronToShip(named?: string): Promise<string> {
  const { folder, isCopy } =
    named === undefined ? await getElectron() : { folder: named, isCopy: isCopyFolder(named) };
  if (isCopy) {
    throw new Error(
      'The Electron that is here is a copy out of an npm package, for development and tests only. To package, let its own download through, or name its folder by --electron-dist.',
    );
  }
  return folder;
}
