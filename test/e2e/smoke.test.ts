import { execFile } from 'node:child_process';
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { builtApp, signIn, withDesktop } from './support/desktop.ts';

test('both providers sign in', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await signIn(desktop, app, 'google-one-account');
    await app.page.getByRole('heading', { name: 'Ana Silva' }).waitFor();
    await app.page.getByRole('button', { name: 'Add an account' }).click();
    await signIn(desktop, app, 'microsoft-one-account');
    await app.page.getByRole('heading', { name: 'Adam Novak' }).waitFor();
    await app.page.getByText('Online').first().waitFor();
  }));

/** Makes the example a project of its own, as `docs/softphone/README.md` says, and builds it there. */
async function buildExample(folder: string): Promise<void> {
  const example = join(projectRoot, 'docs', 'softphone', 'main.ts');
  const manifest = {
    name: 'example-softphone',
    version: '1.2.3',
    type: 'module',
    main: 'dist/main.js',
  };
  await copyFile(example, join(folder, 'main.ts'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const configuration = "export default { ssr: { external: ['sonar-login'] } };";
  await writeFile(join(folder, 'vite.config.js'), configuration);
  // What `npm install FOLDER` does.
  await mkdir(join(folder, 'node_modules'));
  await symlink(projectRoot, join(folder, 'node_modules', 'sonar-login'));
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--ssr', 'main.ts'];
  await promisify(execFile)(process.execPath, args, { cwd: folder });
}

test('the example softphone registers whoever is signed in, and the next person after a switch', () =>
  withTempFolder(async (folder) => {
    await buildExample(folder);
    await withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      expect(await app.inMain((electron) => electron.app.getName())).toBe('example-softphone');
      const registrations = () => app.output().match(/Registering sips?:\S+ at sips?:\S+/g) ?? [];
      await signIn(desktop, app, 'google-one-account');
      await waitUntil(() => registrations().length === 1, 'the first registration');
      await app.page.getByRole('button', { name: 'Add an account' }).click();
      await signIn(desktop, app, 'microsoft-one-account');
      await waitUntil(() => registrations().length === 2, 'the second registration');
      expect(new Set(registrations()).size).toBe(2);
    }, builtApp(folder));
  }));

const folder = join(projectRoot, 'docs', 'pictures');
const mostBytes = 60_000;

/** Takes a picture of the window as it is, small enough to be looked at on a slow line. */
async function takePicture({ page }: App, name: string): Promise<void> {
  // What moves has come to rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  const picture = await page.screenshot({ scale: 'css', caret: 'hide' });
  expect(picture.byteLength, name).toBeLessThan(mostBytes);
  await writeFile(join(folder, `${name}.png`), picture);
}

// They are part of the documentation, so that only somebody who means to makes them anew.
test.skipIf(process.env.SONAR_LOGIN_PICTURES !== '1')('pictures of a real sign-in', () =>
  withDesktop(async (desktop) => {
    await mkdir(folder, { recursive: true });
    const app = await desktop.startApp();
    await app.page.emulateMedia({ colorScheme: 'light' });
    await heading(app, 'Sign in to Sonar').waitFor();
    await takePicture(app, 'sign-in');
    await signIn(desktop, app, 'google-three-accounts');
    await heading(app, 'Choose an account').waitFor();
    await takePicture(app, 'choose');
    await app.page.getByRole('button', { name: 'Harbour Legal' }).click();
    await app.page.getByText('Online').waitFor();
    await app.page.getByRole('button', { name: 'Add an account' }).click();
    await signIn(desktop, app, 'microsoft-one-account');
    await heading(app, 'Adam Novak').waitFor();
    await app.page.getByText('Online').waitFor();
    await takePicture(app, 'signed-in');
  }),
);
