import { globSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type FuseConfig,
  FuseState,
  FuseV1Options,
  FuseVersion,
  flipFuses,
  getCurrentFuseWire,
} from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { build, type PlistValue, parse } from 'plist';
import { copyMark } from '../electron/electron-here.ts';

/** Every fuse of Electron, set on purpose; the type makes a forgotten one an error. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  /** Electron itself sets this signature anew after the flip, for runs on the builder's own Mac. */
  resetAdHocDarwinSignature: false,
  /** ELECTRON_RUN_AS_NODE would turn the app into a Node with our signature and our keychain entries. */
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  /** NODE_OPTIONS could load any code, NODE_EXTRA_CA_CERTS any root. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /** --inspect and SIGUSR1 would open the main process to everybody on this computer. */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** Checked on macOS and Windows; Linux has no such check and relies on files that root owns. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** We ship no snapshot of our own. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** The app has a scheme of its own; files need no privileges. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** Faster bounds checks in WebAssembly, Electron's own default; changes no right. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseConfig;

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

/** Prints the fuses of every packaged program below a folder; true where each is as decided. */
async function checkFuses(folder: string): Promise<boolean> {
  const programs = ['linux*-unpacked/sonar-login', 'win*-unpacked/Sonar.exe', 'mac*/Sonar.app'];
  const found = globSync(programs, { cwd: folder });
  if (found.length === 0) throw new Error(`No packaged program was found in ${folder}.`);
  const wanted = Object.entries(FuseV1Options).flatMap(([name, position]) =>
    typeof position === 'number' ? [{ name, position }] : [],
  );
  let isAllAsDecided = true;
  for (const program of found) {
    const wire = await getCurrentFuseWire(join(folder, program));
    for (const { name, position } of wanted) {
      const isOn = wire[position] === FuseState.ENABLE;
      const isAsDecided = isOn === fuses[position];
      console.log(
        `${program}: ${name} ${isOn ? 'on' : 'off'}${isAsDecided ? '' : ' - NOT AS DECIDED'}`,
      );
      isAllAsDecided &&= isAsDecided;
    }
  }
  return isAllAsDecided;
}

// `node scripts/packaging/after-pack.ts [FOLDER]` ends with 1 where a fuse is not as decided.
if (import.meta.main && !(await checkFuses(process.argv[2] ?? 'release'))) process.exitCode = 1;
