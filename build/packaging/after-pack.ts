import { join } from 'node:path';
import { type FuseConfig, flipFuses } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { fuses } from './fuses.ts';
import { hardenInfoPlist } from './harden-info-plist.ts';
import { removeUnshipped } from './remove-unshipped.ts';

/** electron-builder's hook between assembling the app and signing it. */
export const afterPack = createAfterPack(fuses);

/** The hook with fuses of the caller's choice. */
export function createAfterPack(wanted: FuseConfig) {
  return async (context: AfterPackContext): Promise<void> => {
    const program = programOf(context);
    await removeUnshipped(context);
    if (context.electronPlatformName === 'darwin') await hardenInfoPlist(program);
    await flipFuses(program, wanted);
  };
}

function programOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  const { executableName } = packager.config.linux ?? {};
  return join(appOutDir, executableName ?? productFilename);
}
