import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FuseConfig, flipFuses } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { build, type PlistValue, parse } from 'plist';
import { copyMark } from '../electron/electron-here.ts';
import { fuses } from './fuses.ts';

/**
 * electron-builder lets every macOS app load anything over plain http. Ours needs https, and http on this computer only:
 * the updater hands the downloaded file over by a local server.
 */
async function hardenInfoPlist(app: string): Promise<void> {
  const file = join(app, 'Contents', 'Info.plist');
  const info = parse(await readFile(file, 'utf8')) as Record<string, PlistValue>;
  const NSAppTransportSecurity = { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true };
  await writeFile(file, `${build({ ...info, NSAppTransportSecurity })}\n`);
}

/**
 * Takes out what electron-builder leaves in when Electron comes out of a folder: Electron's own app, its notes beside
 * the program, and the regional languages that it takes for the ones that were chosen (`es-419` for `es`).
 */
async function removeUnshipped(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context;
  const resources = packager.getResourcesDir(appOutDir);
  const notes = ['version', copyMark].map((name) => join(appOutDir, name));
  for (const path of [join(resources, 'default_app.asar'), ...notes]) {
    await rm(path, { force: true });
  }
  const chosen = [packager.config.electronLanguages ?? []].flat();
  if (electronPlatformName !== 'darwin') {
    await keepOnly(join(appOutDir, 'locales'), '.pak', new Set(chosen));
    return;
  }
  // There the one language of a kind has no region: `en` is what `en-US` is elsewhere.
  const languages = new Set(chosen.map((language) => language.split('-', 1)[0] ?? language));
  const framework = packager.getMacOsElectronFrameworkResourcesDir(appOutDir);
  for (const folder of [resources, framework]) await keepOnly(folder, '.lproj', languages);
}

async function keepOnly(folder: string, ending: string, languages: ReadonlySet<string>) {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const unwanted = files.filter((name) => !languages.has(name.slice(0, -ending.length)));
  for (const name of unwanted) await rm(join(folder, name), { recursive: true });
}

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
