import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { startPrivateScreen } from '../../../services/desktop/private-screen.ts';
import { createBrowser, createLinuxBrowser } from '../../../src-main/electron/browser.ts';
import {
  commandOfEntry,
  findLinuxPrivateCommand,
  privateCommandOf,
} from '../../../src-main/electron/private-browser.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

const url = 'http://127.0.0.1:4000/start/abc';

describe('the command of a desktop entry', () => {
  const entry = (exec: string) => `#!/usr/bin/env xdg-open\n[Desktop Entry]\nName=X\n${exec}\n`;

  test.each([
    ['Debian', 'Exec=/usr/bin/chromium %U', ['/usr/bin/chromium', '--private', url]],
    ['quoted', 'Exec="/opt/a b/chrome" %U', ['/opt/a b/chrome', '--private', url]],
    [
      'with options',
      'Exec = firefox --new-window %u ',
      ['firefox', '--new-window', '--private', url],
    ],
    [
      'Snap',
      'Exec=env BAMF_DESKTOP_FILE_HINT=/var/x.desktop /snap/bin/firefox %u',
      ['env', 'BAMF_DESKTOP_FILE_HINT=/var/x.desktop', '/snap/bin/firefox', '--private', url],
    ],
    [
      'Flatpak',
      'Exec=/usr/bin/flatpak run --command=chrome --file-forwarding com.google.Chrome @@u %U @@',
      [
        '/usr/bin/flatpak',
        'run',
        '--command=chrome',
        '--file-forwarding',
        'com.google.Chrome',
      ].concat('--private', '@@u', url, '@@'),
    ],
  ])('%s: has the option before the address', (_, exec, words) => {
    const [program, ...args] = words;
    expect(commandOfEntry(entry(exec), '--private', url)).toEqual({ program, args });
  });

  test.each([
    'Exec=/usr/bin/chromium',
    'Exec=/usr/bin/chromium %F',
    'Exec=/usr/bin/chromium %U %u',
    'Exec=/usr/bin/chromium "%U" --name=%c%k',
    'Exec=sh -c "chromium $1" %U',
    'Exec=chromium \\s %U',
    'Exec=chromium %U; rm -rf x',
    'Exec=%U',
    'Exec=chromium -- %U',
    'Exec=chrom"ium" %U',
    'TryExec=/usr/bin/chromium %U',
    '[Desktop Action new]\nExec=/usr/bin/chromium %U',
    '',
  ])('%s: leaves a doubt, and is not used', (exec) => {
    expect(commandOfEntry(entry(exec), '--private', url)).toBeNull();
  });
});

test.each([
  ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', '--incognito'],
  ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', '--inprivate'],
  ['win32', 'C:\\Program Files\\Mozilla Firefox\\FIREFOX.EXE', '--private-window'],
] as const)('%s: %s is started by itself with %s', (platform, path, option) => {
  expect(privateCommandOf(platform, path, url)).toEqual({ program: path, args: [option, url] });
});

test.each([
  ['/Applications/Google Chrome.app', '--incognito'],
  ['/Applications/Microsoft Edge.app/', '--inprivate'],
])('darwin: %s gets %s by `open`', (path, option) => {
  expect(privateCommandOf('darwin', path, url)).toEqual({
    program: '/usr/bin/open',
    args: ['-na', path.replace(/\/$/, ''), '--args', option, url],
  });
});

test.each([
  ['win32', 'C:\\Program Files\\Other\\browser.exe'],
  ['win32', 'chrome.exe'],
  ['win32', ''],
  ['darwin', '/Applications/Safari.app'],
  ['darwin', '/Applications/Firefox.app'],
  ['darwin', 'Google Chrome.app'],
  ['darwin', '/Applications/toString'],
] as const)('%s: %s is opened as the system does it', async (platform, path) => {
  const opened: string[] = [];
  // A fake of what only these systems answer.
  const browser = createBrowser(
    platform,
    {},
    async (address) => void opened.push(address),
    async () => path,
  );
  await browser(url, true);
  expect(opened).toEqual([url]);
});

test.each(['win32', 'darwin'] as const)(
  '%s: a browser that cannot be found or started is no reason to open none',
  async (platform) => {
    const opened: string[] = [];
    const open = async (address: string) => void opened.push(address);
    await createBrowser(platform, {}, open, () => Promise.reject(new Error('none')))(url, true);
    await createBrowser(platform, {}, open, async () => 'C:\\nowhere\\chrome.exe')(url, true);
    expect(opened).toEqual([url, url]);
  },
);

/** A desktop whose default browser is the entry of this name; its programs note what they are given. */
async function makeDesktop(folder: string, entry: string, exec: string | null) {
  const bin = join(folder, 'bin');
  const applications = join(folder, 'data', 'applications');
  await mkdir(bin);
  await mkdir(applications, { recursive: true });
  async function program(name: string, commands: string, where = bin): Promise<string> {
    const path = join(where, name);
    await writeFile(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${commands}\n`);
    await chmod(path, 0o755);
    return path;
  }
  const note = (name: string) => `printf '%s\\n' "$@" > '${join(folder, name)}'`;
  await program('xdg-settings', `printf '%s\\n' '${entry}'`);
  await program('xdg-open', note('opened'));
  const browser = await program('browser', note('private'));
  if (exec !== null) {
    const text = `[Desktop Entry]\nExec=${exec.replace('BROWSER', browser)}\n`;
    await writeFile(join(applications, entry), text);
  }
  const env = {
    PATH: bin,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_DATA_DIRS: join(folder, 'none'),
  };
  const open = createLinuxBrowser(env, async () => ({ kind: 'token', token: '' }), 2_000);
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null);
  return { env, open, read, program };
}

describe('Linux', () => {
  test('the default browser is started with its own word for a private window', () =>
    withTempFolder(async (folder) => {
      const { open, read } = await makeDesktop(folder, 'firefox-esr.desktop', 'BROWSER --new %u');
      await open(url, true);
      expect(await read('private')).toBe(`--new\n--private-window\n${url}\n`);
      expect(await read('opened')).toBeNull();
    }));

  test.each([
    ['not asked for', 'chromium.desktop', 'BROWSER %U', false],
    ['an unknown browser', 'other.desktop', 'BROWSER %U', true],
    ['no entry of it', 'chromium.desktop', null, true],
    ['a doubtful entry', 'chromium.desktop', 'BROWSER', true],
    ['a program that is not there', 'chromium.desktop', '/nowhere/chromium %U', true],
    ['a name that leads elsewhere', '../applications/chromium.desktop', null, true],
  ])('%s: as the system does it', (_, entry, exec, isPrivate) =>
    withTempFolder(async (folder) => {
      const { open, read } = await makeDesktop(folder, entry, exec);
      await open(url, isPrivate);
      expect(await read('opened')).toBe(`${url}\n`);
      expect(await read('private')).toBeNull();
    }),
  );

  test('an xdg-open that somebody has put in front of the system’s decides', () =>
    withTempFolder(async (folder) => {
      const { env, program } = await makeDesktop(folder, 'chromium.desktop', 'BROWSER %U');
      expect(await findLinuxPrivateCommand(env, url)).not.toBeNull();
      const front = join(folder, 'front');
      await mkdir(front);
      await program('xdg-open', ':', front);
      const PATH = `${front}:${env.PATH}`;
      expect(await findLinuxPrivateCommand({ ...env, PATH }, url)).toBeNull();
    }));

  test('an xdg-settings that hangs is not waited for', () =>
    withTempFolder(async (folder) => {
      const { open, read, program } = await makeDesktop(folder, 'chromium.desktop', 'BROWSER %U');
      await program('xdg-settings', 'exec sleep 60');
      await open(url, true);
      expect(await read('opened')).toBe(`${url}\n`);
    }));
});

/** Which cookies come with a page when a Chromium of one profile, which runs on, is told to open it in these ways. */
async function cookiesSeen(folder: string, ways: readonly (readonly string[])[]) {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/page') seen.push(request.headers.cookie);
    response.setHeader('set-cookie', `left=behind-${seen.length}; Max-Age=3600; Path=/`);
    response.end('<!doctype html><title>page</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`;
  const screen = await startPrivateScreen('800x600x24');
  const children: ChildProcess[] = [];
  try {
    for (const [place, way] of ways.entries()) {
      const [program = '', ...args] = way.map((word) => (word === url ? page : word));
      const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--password-store=basic'];
      children.push(
        spawn(program, [...quiet, `--user-data-dir=${folder}/profile`, ...args], {
          detached: true,
          stdio: 'ignore',
          env: { ...process.env, ...screen.env },
        }),
      );
      await waitUntil(() => seen.length > place, `page ${place}`);
    }
  } finally {
    for (const child of children) await endProcessGroup(child);
    await screen.stop();
    server.close();
    server.closeAllConnections();
  }
  return seen;
}

test('a real Chromium has no cookie of the person in the private window, and none of it afterwards', () =>
  withTempFolder(async (folder) => {
    const text = await readFile('/usr/share/applications/chromium.desktop', 'utf8');
    const command = commandOfEntry(text, '--incognito', url);
    expect(command?.program).toBe('/usr/bin/chromium');
    const isPrivate = ['/usr/bin/chromium', ...(command?.args ?? [])];
    const ordinary = ['/usr/bin/chromium', url];
    const seen = await cookiesSeen(folder, [ordinary, isPrivate, ordinary]);
    expect(seen).toEqual([undefined, undefined, 'left=behind-1']);
  }));
