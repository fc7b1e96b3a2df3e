import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import type { SandboxDescription } from '../../services/sandbox-description.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { pressUntil } from '../support/xdotool.ts';
import { heading } from './support/account-pages.ts';
import { startProgram } from './support/app.ts';
import {
  builtApp,
  clickProvider,
  readKeyringItems,
  signIn,
  signInInBrowser,
  withDesktop,
} from './support/desktop.ts';
import { withOwnScreen } from './support/own-screen.ts';
import { listeningSockets } from './support/processes.ts';
import { findSecrets, readFolder } from './support/secret-search.ts';

const good = {
  sonar: { baseUrl: 'https://sonar.example' },
  google: { clientId: 'a-client-id' },
  microsoft: { clientId: 'another-client-id' },
};

/** What is wrong with a configuration file, and the key that must be named. */
const badFiles: readonly (readonly [what: string, content: unknown, key: string])[] = [
  ['not JSON', '{ "sonar": ', 'SONAR_LOGIN_CONFIG'],
  ['not an object', '[]', 'configuration'],
  ['an unknown key', { ...good, colour: 'blue' }, 'colour'],
  ['an unknown key inside', { ...good, google: { clientId: 'a', id: 'b' } }, 'google.id'],
  [
    'http to another machine',
    { ...good, sonar: { baseUrl: 'http://sonar.example' } },
    'sonar.baseUrl',
  ],
  ['no client id', { ...good, microsoft: {} }, 'microsoft.clientId'],
  ['an empty client id', { ...good, google: { clientId: '' } }, 'google.clientId'],
  ['a number for a text', { ...good, google: { clientId: 7 } }, 'google.clientId'],
  ['no Sonar', { google: good.google, microsoft: good.microsoft }, 'sonar'],
  [
    'no address',
    { ...good, microsoft: { clientId: 'a', authority: 'here' } },
    'microsoft.authority',
  ],
];

/** Settings of the environment and the command line that cannot be used, and what must be named. */
const badSettings: readonly (readonly [
  env: Record<string, string>,
  args: readonly string[],
  key: string,
])[] = [
  [{ SONAR_LOGIN_CONFIG: '' }, [], 'SONAR_LOGIN_CONFIG'],
  [{ SONAR_LOGIN_CONFIG: '/nowhere/config.json' }, [], 'SONAR_LOGIN_CONFIG'],
  [{ SONAR_LOGIN_USER_DATA: '/dev/null/profile' }, [], 'SONAR_LOGIN_USER_DATA'],
  [{ SONAR_LOGIN_KEYCHAIN_SERVICE: ' ' }, [], 'SONAR_LOGIN_KEYCHAIN_SERVICE'],
  [{}, ['--remote-debugging-port=70000'], '--remote-debugging-port'],
];

/** The lines that say why the app does not start. */
function complaints(output: string): readonly string[] {
  return output.split('\n').filter((line) => line.startsWith('Sonar cannot start: '));
}

test('a setting that cannot be used: one line that names the key, exit code 78, no window', () =>
  withTempFolder(async (folder) => {
    const usable = join(folder, 'good.json');
    await writeFile(usable, JSON.stringify(good));
    const cases = [...badSettings];
    for (const [what, content, key] of badFiles) {
      const file = join(folder, `${what}.json`);
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
      cases.push([{ SONAR_LOGIN_CONFIG: file }, [], key]);
    }
    for (const [env, args, key] of cases) {
      const base = { SONAR_LOGIN_CONFIG: usable, SONAR_LOGIN_USER_DATA: join(folder, 'profile') };
      const program = startProgram(builtApp(), ['--remote-debugging-port=0', ...args], {
        ...base,
        ...env,
      });
      try {
        const exitCode = await program.ended();
        const lines = complaints(program.output());
        expect({ key, exitCode, lines: lines.length }).toEqual({ key, exitCode: 78, lines: 1 });
        expect(lines[0]).toContain(key);
        expect(program.output()).not.toContain('DevTools listening');
      } finally {
        await endProcessGroup(program.child);
      }
    }
  }));

test('all files are in SONAR_LOGIN_USER_DATA, all credentials under SONAR_LOGIN_KEYCHAIN_SERVICE', () =>
  withDesktop(async (desktop) => {
    const home = join(desktop.folder, 'home');
    await mkdir(home);
    const elsewhere = { HOME: home, XDG_CONFIG_HOME: undefined, XDG_DATA_HOME: undefined };
    const app = await desktop.startApp({ env: { ...elsewhere, XDG_CACHE_HOME: undefined } });
    await signIn(desktop, app, 'google-one-account');
    await heading(app, 'Ana Silva').waitFor();
    await app.page.getByText('Online').waitFor();
    expect(await app.quit()).toBe(0);
    const files = await readFolder(home);
    expect(files.filter(({ name }) => /sonar|net2phone/i.test(name))).toEqual([]);
    const { name, email, sonarUsername } = desktop.person('google-one-account');
    const traces = new Map([name, email, sonarUsername ?? ''].map((text) => [text, text]));
    expect(findSecrets(traces, files)).toEqual([]);
    expect(await readdir(join(desktop.folder, 'profile'))).toContain('logs');
    const items = await readKeyringItems(desktop);
    expect(items).toHaveLength(2);
    for (const item of items) expect(item).toContain(desktop.env.SONAR_LOGIN_KEYCHAIN_SERVICE);
  }));

test('no port is opened but one of loopback while the browser is out, and the debugging port that was asked for', () =>
  withOwnScreen((screen) =>
    withDesktop(async (desktop) => {
      async function withProgram(
        args: readonly string[],
        use: (ports: () => Promise<readonly string[]>) => Promise<void>,
      ): Promise<void> {
        const env = { ...desktop.env, ...screen.env };
        const { child, output, ended } = startProgram(desktop.command, args, env);
        const { pid = 0 } = child;
        try {
          const isShown = async () => (await screen.frontProcess()) === pid;
          await waitUntil(isShown, `the window; it said: ${output()}`, 60_000);
          await use(() => listeningSockets(pid));
          child.kill('SIGTERM');
          expect(await ended()).toBe(0);
        } finally {
          await endProcessGroup(child);
        }
      }

      await withProgram([], async (ports) => {
        expect(await ports()).toEqual([]);
        // The first button, Google's, has the focus: without a debugging port there is only the keyboard, and nothing
        // tells when the page listens to it.
        const { dropFolder } = desktop.browser;
        const isOpened = async () => (await readdir(dropFolder)).length > 0;
        await pressUntil(() => screen.press('Return'), isOpened, 'an address in the browser');
        expect(await ports()).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
        const isFree = async () => (await ports()).length === 0;
        await pressUntil(() => screen.press('Escape'), isFree, 'the port to be free');
      });
      await withProgram(['--remote-debugging-port=0'], async (ports) => {
        // The window may be there before it.
        await waitUntil(async () => (await ports()).length > 0, 'the debugging port');
        expect(await ports()).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
      });
    }),
  ));

test('npm run sandbox prints one line of JSON, the app signs in with what it says, and SIGTERM ends it', () =>
  withDesktop(async (desktop) => {
    const data = join(desktop.folder, 'another-sandbox');
    const config = join(desktop.folder, 'another.json');
    const args = ['services/index.ts', '--port', '0', '--data', data, '--config', config];
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    try {
      const lines: string[] = [];
      createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
      await waitUntil(() => lines.length > 0, 'the line of the sandbox', 60_000);
      const description = JSON.parse(lines[0] ?? '') as SandboxDescription;
      expect(description.config).toBe(config);
      expect(JSON.parse(await readFile(config, 'utf8'))).toEqual({
        sonar: description.sonar,
        google: description.google,
        microsoft: description.microsoft,
      });
      const app = await desktop.startApp({ env: { SONAR_LOGIN_CONFIG: config } });
      const person = description.people.find(({ key }) => key === 'microsoft-one-account');
      await clickProvider(app.page, 'microsoft');
      await signInInBrowser(desktop, 'microsoft-one-account');
      await heading(app, person?.name ?? '').waitFor();

      const revoke = await fetch(`${description.control}/sonar/end-sessions`, {
        method: 'POST',
        body: '{}',
      });
      expect(await revoke.json()).toEqual({ ok: true, value: { ended: 1 } });
      await app.page.getByRole('button', { name: 'Settings', exact: true }).click();
      await app.page.getByText('You’ve been signed out').first().waitFor();

      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
      expect(lines).toHaveLength(1);
    } finally {
      await endProcessGroup(child);
    }
  }));
