import { test } from 'vitest';
import { heading } from './support/account-pages.ts';
import { signIn, withDesktop } from './support/desktop.ts';
import { takePicture, takesPictures } from './support/take-picture.ts';

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

test.skipIf(!takesPictures)('pictures of a real sign-in', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await app.page.emulateMedia({ colorScheme: 'light' });
    await heading(app, 'Sign in to Sonar').waitFor();
    await takePicture(app.page, 'sign-in');
    await signIn(desktop, app, 'google-three-accounts');
    await heading(app, 'Choose an account').waitFor();
    await takePicture(app.page, 'choose');
    await app.page.getByRole('button', { name: 'Harbour Legal' }).click();
    await app.page.getByText('Online').waitFor();
    await app.page.getByRole('button', { name: 'Add an account' }).click();
    await signIn(desktop, app, 'microsoft-one-account');
    await heading(app, 'Adam Novak').waitFor();
    await app.page.getByText('Online').waitFor();
    await takePicture(app.page, 'signed-in');
  }),
);
