import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { signIn, withDesktop } from './support/desktop.ts';

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
