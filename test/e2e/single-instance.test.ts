import { constants } from 'node:fs';
import { copyFile, cp, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { heading } from './support/account-pages.ts';
import { type App, startProgram } from './support/app.ts';
import {
  type Answer,
  builtApp,
  clickProvider,
  type Desktop,
  withDesktop,
} from './support/desktop.ts';
import { withOwnScreen } from './support/own-screen.ts';

test('DL-06: a second start after an upgrade meets the app that runs since before it', () =>
  withTempFolder(async (folder) => {
    const { command, args } = builtApp();
    const program = join(folder, 'electron', basename(command));
    // Without a second copy on the disk where it can be, for the folder is large.
    const mode = constants.COPYFILE_FICLONE;
    await cp(dirname(command), join(folder, 'electron'), { recursive: true, mode });
    await withDesktop(
      async (desktop) => {
        const ownFiles = { XDG_RUNTIME_DIR: undefined, TMPDIR: folder };
        const app = await desktop.startApp({ env: ownFiles });
        await heading(app, 'Sign in to Sonar').waitFor();
        // As a package manager does it.
        await copyFile(program, `${program}.new`);
        await rename(`${program}.new`, program);
        const again = startProgram(desktop.command, [], { ...desktop.env, ...ownFiles });
        expect(await again.ended(), again.output()).toBe(0);
        const spare = (await readdir(folder)).filter((name) => name.startsWith('sonar-login-'));
        expect(spare).toEqual([]);
        expect(await app.quit()).toBe(0);
      },
      { command: program, args },
    );
  }));

const links = [
  'sonar-login://app/index.html?code=stolen&state=stolen',
  'SONAR-LOGIN:callback?code=stolen',
  'sonar://callback?code=stolen&state=stolen',
  'com.net2phone.sonar.login:/callback?code=stolen',
  'http://127.0.0.1:1/callback?code=stolen&state=stolen',
  '--url=sonar-login://app/',
];

async function startAgain(
  desktop: Desktop,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const program = startProgram(desktop.command, args, { ...desktop.env, ...env });
  try {
    return { exitCode: await program.ended(), output: program.output() };
  } finally {
    await endProcessGroup(program.child);
  }
}

function countWindows({ inMain }: App): Promise<number> {
  return inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

test('DL-03, DL-04: many second starts at once, with links of every spelling, end with 0 and change nothing', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    await desktop.browser.nextUrl();
    await heading(app, 'Finish signing in in your browser').waitFor();
    const answers = await Promise.all(links.map((link) => startAgain(desktop, [link])));
    expect(answers.map(({ exitCode }) => exitCode)).toEqual(links.map(() => 0));
    await heading(app, 'Finish signing in in your browser').waitFor();
    expect(await countWindows(app)).toBe(1);
    expect(app.output()).not.toContain('stolen');
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await heading(app, 'Sign in to Sonar').waitFor();
    expect(await app.quit()).toBe(0);
  }));

test('DL-05: a link that comes with the start itself reaches nothing', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp({ args: [links[0] ?? '', links[2] ?? ''] });
    await heading(app, 'Sign in to Sonar').waitFor();
    expect(app.page.url()).not.toContain('stolen');
    expect(await countWindows(app)).toBe(1);
    expect(await app.quit()).toBe(0);
  }));

test('B-15: a second start from another desktop of the person ends with 0, and the one app stays where it is', () =>
  withOwnScreen((screen) =>
    withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      await heading(app, 'Sign in to Sonar').waitFor();
      const { exitCode, output } = await startAgain(desktop, [], screen.env);
      expect(exitCode, output).toBe(0);
      expect(await screen.frontProcess()).not.toBe(app.pid);
      expect(await countWindows(app)).toBe(1);
      expect(
        await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
      ).toBe(true);
      await heading(app, 'Sign in to Sonar').waitFor();
      expect(await app.quit()).toBe(0);
    }),
  ));
