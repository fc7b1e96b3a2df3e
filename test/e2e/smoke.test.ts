import { test } from 'vitest';
import { signIn, withDesktop } from './support/desktop.ts';

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
