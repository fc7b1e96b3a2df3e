import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { startSystemBrowser } from '../e2e/support/system-browser.ts';
import { packageAround, presentElectron } from '../packaging/packaged-app.ts';
import { makeFolder } from '../packaging/run-program.ts';
import { writeProduct } from '../packaging/test-product.ts';
import { readKeyringItems } from '../support/keyring-items.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { type PackagedDesktop, withPackagedApp } from './support/desktop.ts';
import { findNetworkObstacle } from './support/network.ts';
import { giveToUser, ordinaryUser } from './support/ordinary-user.ts';
import { makeTestAuthority, type TestAuthority } from './support/test-authority.ts';

/** Every name by which somebody could take it for the product. */
const names = {
  appId: 'com.net2phone.sonar.login.testbuild',
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

/** Lets the person trust the test's authority: in their own certificate database, as Chromium reads it. */
async function trustAuthority({ look, home }: PackagedDesktop): Promise<void> {
  const database = join(home, '.pki', 'nssdb');
  await mkdir(join(home, '.pki'));
  await mkdir(database);
  for (const path of [join(home, '.pki'), database]) giveToUser(path);
  await look('certutil', ['-d', `sql:${database}`, '-N', '--empty-password']);
  const file = authority?.file ?? '';
  await look('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'test', '-i', file]);
}

const people = [
  ['Google', 'google-one-account'],
  ['Microsoft', 'microsoft-one-account'],
] as const;

for (const [provider, key] of people) {
  test.concurrent(`the test build signs in with ${provider}, quits, and is signed in again without the browser`, (context) => {
    if (obstacle !== null) context.skip(obstacle);
    return withTempFolder(async (place) => {
      await chmod(place, 0o755);
      const browser = await startSystemBrowser(place, { anyCertificate: true });
      const opened = join(place, 'opened');
      giveToUser(opened);
      const options = {
        app,
        executable: names.executable,
        title: 'Sonar',
        path: [browser.binFolder],
      };
      try {
        await withPackagedApp(options, async (desktop) => {
          await trustAuthority(desktop);
          const person = sandbox?.description.people.find((one) => one.key === key);
          const name = person?.name ?? '';
          const first = desktop.start({ network: 'ours' });
          await desktop.reader.press('push button', `Sign in with ${provider}`);
          const page = await browser.nextPage();
          await page.getByRole('button', { name }).first().click();
          await desktop.reader.waitFor('heading', name);
          await desktop.reader.waitFor('static', 'Online');
          await page.getByText('Got it').waitFor();
          expect(await desktop.quit(first)).toBe(0);
          expect(await itemsOf(desktop, names.keychainService)).toBe(2);
          expect(await itemsOf(desktop, 'Sonar Login')).toBe(0);
          expect(await readdir(join(desktop.home, '.config'))).not.toContain('Sonar');

          const second = desktop.start({ network: 'ours' });
          await desktop.reader.waitFor('heading', name);
          await desktop.reader.waitFor('static', 'Online');
          expect(await readdir(opened)).toEqual([]);
          expect(await desktop.quit(second)).toBe(0);
        });
      } finally {
        await browser.close();
      }
    });
  });
}

async function itemsOf({ keyring }: PackagedDesktop, service: string): Promise<number> {
  const items = await readKeyringItems(keyring.env.DBUS_SESSION_BUS_ADDRESS, service, ordinaryUser);
  return items.length;
}
