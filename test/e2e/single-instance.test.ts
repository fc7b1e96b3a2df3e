import { constants } from 'node:fs';
import { copyFile, cp, readdir, readFile, readlink, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { en as inEnglish } from '../../src-renderer/copy/en.ts';
import { es as inSpanish } from '../../src-renderer/copy/es.ts';
import { frCa as inFrench } from '../../src-renderer/copy/fr-ca.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { type App, type Program, startProgram } from './support/app.ts';
import {
  type Answer,
  builtApp,
  clickProvider,
  type Desktop,
  signIn,
  withDesktop,
} from './support/desktop.ts';
import { withOwnScreen } from './support/own-screen.ts';
import { startChangingProxy } from './support/proxies.ts';

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

/** What `/proc/net/unix` says of the sockets with this path: the one that listens, and each connection to it. */
async function socketsAt(path: string): Promise<readonly string[]> {
  const sockets = await readFile('/proc/net/unix', 'utf8');
  return sockets.split('\n').filter((line) => line.endsWith(` ${path}`));
}

/** The kernel's `__SO_ACCEPTCON`, as the table writes its flags. */
const listens = ' 00010000 ';

test('a second start that comes while the first one still loads shows the window that was started hidden', () =>
  withOwnScreen((screen) =>
    withDesktop(async (desktop) => {
      const env = { ...desktop.env, ...screen.env };
      const first = startProgram(desktop.command, ['--hidden'], env);
      let second: Program | undefined;
      try {
        const lock = join(desktop.folder, 'profile', 'SingletonSocket');
        await waitUntil(() => readlink(lock).then(Boolean, () => false), 'the lock of the first');
        const socket = await readlink(lock);
        await waitUntil(
          async () => (await socketsAt(socket)).some((line) => line.includes(listens)),
          'the first to listen',
        );
        first.child.kill('SIGSTOP');
        second = startProgram(desktop.command, [], env);
        await waitUntil(async () => (await socketsAt(socket)).length > 1, 'the word of the second');
        first.child.kill('SIGCONT');
        // In this order: a word that was lost is said once more after 20 s.
        await waitUntil(
          async () => (await screen.frontProcess()) === first.child.pid,
          'the window in front',
          10_000,
        );
        expect(await second.ended(), second.output()).toBe(0);
      } finally {
        for (const program of [first, second]) {
          if (program !== undefined) await endProcessGroup(program.child);
        }
      }
    }),
  ));

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

interface Offer {
  readonly accounts: readonly Record<string, unknown>[];
}

test('B-36, B-37: with a turned organization and no extension the chooser reads as it should', () =>
  withDesktop(async (desktop) => {
    const proxy = await startChangingProxy(desktop, (path, body) => {
      if (!path.endsWith('/sign-ins')) return body;
      const { accounts } = body as Offer;
      const changed = accounts.map((account, index) => ({
        ...account,
        extension: index === 0 ? '210' : '',
        organization: { id: 'org', name: index === 0 ? '\u202eOrg' : 'Maple Dental' },
      }));
      return { ...(body as object), accounts: changed };
    });
    try {
      const app = await desktop.startApp({ env: proxy.env });
      await signIn(desktop, app, 'google-three-accounts');
      await app.page.getByRole('heading', { level: 1, name: 'Choose an account' }).waitFor();
      const lines = app.page.locator('[data-index] > :not([aria-hidden]) > :last-child');
      await expect.poll(() => lines.count()).toBe(3);
      const texts = await lines.allTextContents();
      expect(texts.toSorted()).toEqual(['Maple Dental', 'Maple Dental', 'Org · Ext. 210']);
    } finally {
      await proxy.close();
    }
  }));

test('S2-16: devices of another shape are told as an answer that cannot be read, and the page stays', () =>
  withDesktop(async (desktop) => {
    const proxy = await startChangingProxy(desktop, (path, body) =>
      path.endsWith('/me/devices') ? { devices: [{ name: {} }] } : body,
    );
    try {
      const app = await desktop.startApp({ env: proxy.env });
      await signIn(desktop, app, 'google-one-account');
      await app.page.getByRole('button', { name: 'Settings' }).click();
      await app.page.getByRole('button', { name: 'My devices' }).click();
      await app.page.getByText('Sonar sent an answer this version can’t read').waitFor();
      expect(await app.page.getByRole('button', { name: 'Account security' }).count()).toBe(1);
    } finally {
      await proxy.close();
    }
  }));

test('B-31: settings in a folder with odd characters are written and found again', () =>
  withDesktop(async (desktop) => {
    const profile = join(desktop.folder, 'Büro 📞 דוד', '100% #1 %20 a+b');
    const env = { SONAR_LOGIN_USER_DATA: profile };
    const first = await desktop.startApp({ env });
    await signIn(desktop, first, 'google-one-account');
    await heading(first, 'Ana Silva').waitFor();
    expect(await first.quit()).toBe(0);
    expect(await readdir(profile)).toContain('preferences.json');
    const second = await desktop.startApp({ env });
    await heading(second, 'Ana Silva').waitFor();
    expect(await second.quit()).toBe(0);
  }));

const none = { LANG: undefined, LANGUAGE: undefined, LC_ALL: undefined, LC_MESSAGES: undefined };

test.each([
  ['LANG=C', { LANG: 'C' }, inEnglish],
  ['a language that does not exist', { LANG: 'xx_YY.UTF-8', LANGUAGE: 'xx' }, inEnglish],
  ['Spanish of a region', { LANG: 'es_419.UTF-8', LANGUAGE: 'es_419' }, inSpanish],
  ['French alone', { LANG: 'fr', LANGUAGE: 'fr' }, inFrench],
  ['an unknown time zone', { LANG: 'en_US.UTF-8', TZ: 'Mars/Olympus' }, inEnglish],
])('B-32: with %s the app starts in the right language', (_, surroundings, words) =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp({ env: { ...none, ...surroundings } });
    await heading(app, words['signed-out.title']).waitFor();
    expect(await app.quit()).toBe(0);
  }),
);
