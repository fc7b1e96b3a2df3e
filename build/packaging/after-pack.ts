import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { fuses } from './fuses.ts';
import { hardenInfoPlist } from './harden-info-plist.ts';

/** electron-builder's hook between assembling the app and signing it. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const program = programOf(context);
  if (context.electronPlatformName === 'darwin') await hardenInfoPlist(program);
  await flipFuses(program, fuses);
}

function programOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  const { executableName } = packager.config.linux ?? {};
  return join(appOutDir, executableName ?? productFilename);
}
