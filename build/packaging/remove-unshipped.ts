import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { copyMark } from '../electron/electron-here.ts';

/**
 * Takes out what electron-builder leaves in when Electron comes out of a folder: Electron's own app, its notes beside
 * the program, and the regional languages that it takes for the ones that were chosen (`es-419` for `es`).
 */
export async function removeUnshipped(context: AfterPackContext): Promise<void> {
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
