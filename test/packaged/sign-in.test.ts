import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { ownBuild } from '../../scripts/build.ts';
import { type Sandbox, startSandbox } from '../../services/start-sandbox.ts';
import { type SystemBrowser, startSystemBrowser } from '../e2e/support/system-browser.ts';
import { packageAround, presentElectron, writeProduct } from '../packaging/packaged-app.ts';
import { makeFolder } from '../packaging/run-program.ts';
import { readKeyringItems } from '../support/keyring.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { makeTestAuthority, type TestAuthority } from '../support/test-authority.ts';
import {
  asOrdinaryUser,
  findNetworkObstacle,
  giveToUser,
  ordinaryUser,
  type PackagedDesktop,
  trustAuthority,
  withPackagedApp,
} from './support/desktop.ts';

/** Every name by which somebody could take it for the product. */
const names = {
  appId: 'com.net2phone.sonar.testbuild',
  name: 'Sonar Test Build',
  executable: 'sonar-test-build',
  keychainService: 'Sonar Test Build',
  registryKey: 'Software\\Policies\\net2phone\\Sonar Test Build',
  linuxPolicyDirectory: '/etc/sonar-test-build/policies',
};

const obstacle = findNetworkObstacle();
const folder = makeFolder();
let app = '';
let sandbox: Sandbox | undefined;
let authority: TestAuthority | undefined;

/** The same sources as the product's, with the stand-ins' addresses compiled in: https, as everywhere. */
beforeAll(async () => {
  if (obstacle !== null) return;
  await chmod(folder.path, 0o755);
  authority = await makeTestAuthority(join(folder.path, 'authority'));
  // The Sonar stand-in fetches the providers' keys in this process.
  setDefaultCACertificates([...getCACertificates('default'), authority.certificate]);
  sandbox = await startSandbox({
    dataDirectory: join(folder.path, 'sandbox'),
    tls: authority.server,
  });
  const { sonar, google, microsoft } = sandbox.description;
  const build = { product: join(folder.path, 'product.json'), output: join(folder.path, 'dist') };
  writeProduct(build.product, { sonar, google, microsoft }, names);
  app = await packageAround(presentElectron(), build, join(folder.path, 'release'));
}, 300_000);
afterAll(async () => {
  await sandbox?.close();
  folder.remove();
});

/** A computer with the test build on it and a browser of its own; the app reaches this machine's network. */
function withTestBuild<T>(
  { skip }: TestContext,
  use: (desktop: PackagedDesktop, browser: SystemBrowser) => Promise<T>,
): Promise<T> {
  if (obstacle !== null) skip(obstacle);
  return withTempFolder(async (place) => {
    await chmod(place, 0o755);
    const browser = await startSystemBrowser(place, {
      anyCertificate: true,
      as: asOrdinaryUser(),
    });
    giveToUser(browser.dropFolder);
    // By its own name: the tests run side by side, and each waits only for what its own app has started.
    const ownApp = join(place, 'app');
    execFileSync('cp', ['-al', app, ownApp]);
    const { executable } = names;
    const options = { app: ownApp, executable, title: 'Sonar', path: [browser.binFolder] };
    try {
      return await withPackagedApp(options, (desktop) => use(desktop, browser));
    } finally {
      await browser.close();
    }
  });
}

test('no name of the product is in the test build', ({ skip }) => {
  if (obstacle !== null) skip(obstacle);
  const { identity } = JSON.parse(readFileSync(ownBuild.product, 'utf8'));
  const { appId, keychainService, registryKey, linuxPolicyDirectory } = identity;
  const archive = readFileSync(join(app, 'resources', 'app.asar'), 'utf8');
  // As a bundle writes a text down, too.
  const spellings = [registryKey, registryKey.replaceAll('\\', '\\\\')];
  for (const name of [appId, keychainService, linuxPolicyDirectory, ...spellings])
    expect(archive).not.toContain(name);
  expect(archive).toContain(names.linuxPolicyDirectory);
});

const people = [
  ['Google', 'google-one-account'],
  ['Microsoft', 'microsoft-one-account'],
] as const;

test.concurrent.for(people)(
  'the test build signs in with %s, quits, and is signed in again without the browser',
  ([provider, key], context) =>
    withTestBuild(context, async (desktop, browser) => {
      if (authority !== undefined) await trustAuthority(desktop, desktop.home, authority);
      const name = sandbox?.description.people.find((person) => person.key === key)?.name ?? '';
      const first = desktop.start({ network: 'ours' });
      await desktop.reader.press('push button', `Sign in with ${provider}`);
      const page = await browser.nextPage();
      await page.getByRole('button', { name }).first().click();
      await desktop.reader.waitFor('heading', name);
      await desktop.reader.waitFor('static', 'Online');
      await page.getByText('Got it').waitFor();
      expect(await desktop.quit(first)).toBe(0);
      expect(await countItems(desktop, names.keychainService)).toBe(2);

      const second = desktop.start({ network: 'ours' });
      await desktop.reader.waitFor('heading', name);
      await desktop.reader.waitFor('static', 'Online');
      expect(await desktop.quit(second)).toBe(0);
      expect(await readdir(browser.dropFolder)).toEqual([]);
      expect(await countItems(desktop, 'Sonar Login')).toBe(0);
      expect(await readdir(join(desktop.home, '.config'))).not.toContain('Sonar');
    }),
);

async function countItems({ keyring }: PackagedDesktop, service: string): Promise<number> {
  const address = keyring.env.DBUS_SESSION_BUS_ADDRESS;
  return (await readKeyringItems(address, service, ordinaryUser)).length;
}

test.concurrent('SV-17, TK-21: a person who does not trust the authority gets no further', (context) =>
  withTestBuild(context, async (desktop) => {
    const started = desktop.start({ network: 'ours' });
    await desktop.reader.press('push button', 'Sign in with Google');
    await desktop.reader.waitFor('static', 'This network changes secure connections');
    expect(await desktop.quit(started)).toBe(0);
  }));
