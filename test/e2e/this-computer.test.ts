import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isAlive } from '../support/processes.ts';
import { waitUntil } from '../support/wait-until.ts';
import { findWindows } from '../support/xdotool.ts';
import type { App } from './support/app.ts';
import type { Desktop } from './support/desktop.ts';
import { withPanel } from './support/panel.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';

const run = promisify(execFile);

/** Opens the page about this computer, where nobody is signed in. */
async function openPage({ page }: App) {
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'This computer' }).click();
  await page.getByRole('heading', { name: 'This computer', level: 1 }).waitFor();
  return page.getByRole('switch', { name: 'Start with the computer' });
}

/** Starts what an autostart file says, as a desktop does when the person logs on. */
async function logOn(desktop: Desktop, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  // It ends at once, and what it has started holds its output.
  const gio = spawn('gio', ['launch', file], {
    env: { ...process.env, ...desktop.env, ...env },
    stdio: 'ignore',
  });
  expect(await once(gio, 'exit')).toEqual([0, null]);
}

const ask = async (program: string, words: readonly string[]) => (await run(program, words)).stdout;

/** The windows that can be seen of the app on this desktop, by process: other tests have theirs on the same screen. */
async function seenWindows({ folder }: Desktop): Promise<readonly number[]> {
  const windows = await findWindows(ask, ['--name', '^Sonar$']);
  const pids = await Promise.all(
    // One of somebody else may close meanwhile.
    windows.map((window) => ask('xdotool', ['getwindowpid', window]).then(Number, () => 0)),
  );
  const areOurs = await Promise.all(pids.map((pid) => holdsFilesIn(pid, folder)));
  return pids.filter((_, index) => areOurs[index]);
}

async function holdsFilesIn(pid: number, folder: string): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const files = await Promise.all(
    descriptors.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')),
  );
  return files.some((file) => file.startsWith(`${folder}/`));
}

test('what the window sets starts the app with the computer, in the tray alone; policy takes it away, and begins the first sign-in', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    const XDG_CONFIG_HOME = join(desktop.folder, 'configuration of Ana, 100 %');
    const env = { XDG_CONFIG_HOME };
    const file = join(XDG_CONFIG_HOME, 'autostart', 'com.net2phone.sonar.login.desktop');

    const first = await desktop.startApp({ env });
    const start = await openPage(first);
    expect([await start.isChecked(), existsSync(file)]).toEqual([false, false]);
    await start.press('Space');
    await waitUntil(() => start.isChecked(), 'the switch on');
    // It is silent about a file that is right.
    expect(await run('desktop-file-validate', [file])).toEqual({ stdout: '', stderr: '' });
    const entry = readFileSync(file, 'utf8');
    expect(await first.quit()).toBe(0);

    await withPanel(desktop, async (panel) => {
      await logOn(desktop, file, env);
      await panel.waitForRow(/^Open Sonar$/);
      // Nobody is signed in, and nothing opens for it.
      expect(await seenWindows(desktop)).toEqual([]);
      await panel.choose(/^Open Sonar$/);
      await waitUntil(async () => (await seenWindows(desktop)).length === 1, 'the window');
      const [pid = 0] = await seenWindows(desktop);
      try {
        // Chromium makes one text of its arguments.
        expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain(' --hidden');
        await panel.choose(/^Quit Sonar$/);
        await waitUntil(async () => !(await isAlive(pid)), 'its end');
      } finally {
        if (await isAlive(pid)) process.kill(pid);
      }
    });

    await policies.write('50-desk.json', {
      StartWithComputer: false,
      StartSignIn: 'once',
      AllowedProviders: ['google'],
    });
    const managed = await desktop.startApp({ env });
    // Nobody has clicked anything.
    const browserPage = await desktop.browser.nextPage();
    await browserPage.close();
    await managed.page.getByRole('button', { name: 'Cancel' }).click();
    const locked = await openPage(managed);
    expect([await locked.isChecked(), existsSync(file)]).toEqual([false, false]);
    expect(await locked.getAttribute('aria-disabled')).toBe('true');
    await managed.page.getByText('Sonar doesn’t start with this computer').waitFor();
    expect(await managed.quit()).toBe(0);

    writeFileSync(file, entry);
    expect((await desktop.ask(['--remove-data'], env)).exitCode).toBe(0);
    expect(existsSync(file)).toBe(false);
  });
});
