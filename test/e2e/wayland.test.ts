import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heading } from './support/account-pages.ts';
import { withDesktop } from './support/desktop.ts';
import { startWaylandScreen } from './support/wayland-screen.ts';

test('on Wayland the browser gets a token of the window, with which it may come to the front, and is opened once', () =>
  withDesktop(async (desktop) => {
    const found = join(desktop.folder, 'found');
    await desktop.browser.setOpener(
      `printf '%s %s %s\\n' "$#" "$1" "$XDG_ACTIVATION_TOKEN" >> '${found}'; deliver "$1"`,
    );
    const screen = await startWaylandScreen();
    try {
      const env = { ...screen.env, XDG_ACTIVATION_TOKEN: 'of-its-own-start' };
      const app = await desktop.startApp({ env, args: ['--ozone-platform=wayland'] });
      // A screen in memory draws no frames, for which a click would wait.
      await app.page.getByRole('button', { name: 'Sign in with Google' }).press('Enter');
      const url = await desktop.browser.nextUrl();
      await heading(app, 'Finish signing in in your browser').waitFor();
      await desktop.browser.visit(url);
      await app.page.getByRole('main').getByText('Your browser should show').waitFor();
      const lines = (await readFile(found, 'utf8')).trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      const [count, address, token] = (lines[0] ?? '').split(' ');
      expect([count, address]).toEqual(['1', url]);
      expect(token).toMatch(/^[0-9a-f-]{16,}$/);
      expect(await app.quit()).toBe(0);
    } finally {
      await screen.stop();
    }
  }));

test('on Wayland too no browser is told as none, and nothing stays behind', () =>
  withDesktop(async (desktop) => {
    await desktop.browser.setOpener('exit 3');
    const screen = await startWaylandScreen();
    try {
      const env = { ...screen.env, TMPDIR: desktop.folder };
      const app = await desktop.startApp({ env, args: ['--ozone-platform=wayland'] });
      // A screen in memory draws no frames, for which a click would wait.
      await app.page.getByRole('button', { name: 'Sign in with Google' }).press('Enter');
      await app.page.getByRole('alert').getByText('We couldn’t open your browser').waitFor();
      const left = await readdir(desktop.folder);
      expect(left.filter((name) => name.startsWith('sonar-'))).toEqual([]);
    } finally {
      await screen.stop();
    }
  }));
