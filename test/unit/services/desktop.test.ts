import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readlink, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { closeBrowser, writeBrowserOpener } from '../../../services/desktop/browser.ts';
import { startPrivateScreen } from '../../../services/desktop/private-screen.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

test('xdg-open shows the page in a browser of its own, which closes with its profile', () =>
  withTempFolder(async (folder) => {
    const profile = join(folder, "it's a profile");
    await writeBrowserOpener({ folder: join(folder, 'bin'), profile, drivable: false });
    const screen = await startPrivateScreen();
    const server = createServer((_request, response) => response.end('hello')).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    try {
      const asked = once(server, 'request');
      const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?a=1&b=$(id)`;
      const opener = spawn(join(folder, 'bin/xdg-open'), [page], {
        env: { ...process.env, ...screen.env },
      });
      expect(await once(opener, 'exit')).toEqual([0, null]);
      const [request] = await asked;
      expect(request.url).toBe('/?a=1&b=$(id)');
    } finally {
      await closeBrowser(profile);
      await screen.stop();
      server.closeAllConnections();
      server.close();
    }
    await expect(readlink(join(profile, 'SingletonLock'))).rejects.toThrow('ENOENT');
  }));

test('a profile that no browser holds needs no closing', () =>
  withTempFolder((folder) => closeBrowser(folder)));

const module = new URL('../../../services/desktop/child-process.ts', import.meta.url).href;
const script = `
  const { onNpmGone } = await import('${module}');
  onNpmGone(() => { console.log('npm is gone'); process.exit(); });
  console.log('running');
  setInterval(() => {}, 1000);
`;

test('a script ends when the shell that npm gave it dies of the signal alone', async () => {
  // What npm does: a shell that waits for the script, and gets the signal by itself.
  const command = `"${process.execPath}" --input-type=module --eval "$SCRIPT"; exit`;
  const shell = spawn('/bin/sh', ['-c', command], {
    env: { ...process.env, SCRIPT: script, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: shell.stdout });
  expect(await once(lines, 'line')).toEqual(['running']);
  const next = once(lines, 'line');
  shell.kill('SIGTERM');
  expect(await next).toEqual(['npm is gone']);
});

test('two private screens never share a display, and each has a cookie that only we can read', async () => {
  const screens = await Promise.all([startPrivateScreen(), startPrivateScreen()]);
  try {
    const [first, second] = screens.map((screen) => screen.env);
    expect(first?.DISPLAY).toMatch(/^:\d+$/);
    expect(second?.DISPLAY).not.toBe(first?.DISPLAY);
    const files = [first?.XAUTHORITY ?? '', second?.XAUTHORITY ?? ''] as const;
    expect((await stat(files[0])).mode & 0o077).toBe(0);
    expect(await readFile(files[0])).not.toEqual(await readFile(files[1]));
  } finally {
    for (const screen of screens) await screen.stop();
  }
});

test('a stopped screen leaves neither a socket nor a cookie', async () => {
  const screen = await startPrivateScreen();
  const socket = `/tmp/.X11-unix/X${screen.env.DISPLAY.slice(1)}`;
  expect((await stat(socket)).isSocket()).toBe(true);
  await screen.stop();
  await expect(stat(socket)).rejects.toThrow('ENOENT');
  await expect(stat(screen.env.XAUTHORITY)).rejects.toThrow('ENOENT');
});
