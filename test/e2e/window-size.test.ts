import { expect, test } from 'vitest';
import { signIn, withDesktop } from './support/desktop.ts';

test('the window grows for the pages of an account, and goes back', () =>
  withDesktop(async (desktop) => {
    const { page, ...app } = await desktop.startApp();
    await signIn(desktop, { page, ...app }, 'google-one-account');
    const width = () => page.evaluate(() => window.outerWidth);
    const before = await width();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect.poll(width, { timeout: 20_000 }).toBeGreaterThanOrEqual(960);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(width, { timeout: 20_000 }).toBe(before);
  }));
