import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type PlistValue, parse } from 'plist';

/**
 * electron-builder lets every macOS app load anything over plain http. Ours needs https, and http on this computer only:
 * the updater hands the downloaded file over by a local server.
 */
export async function hardenInfoPlist(app: string): Promise<void> {
  const file = join(app, 'Contents', 'Info.plist');
  const info = parse(await readFile(file, 'utf8')) as Record<string, PlistValue>;
  const NSAppTransportSecurity = { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true };
  await writeFile(file, `${build({ ...info, NSAppTransportSecurity })}\n`);
}
