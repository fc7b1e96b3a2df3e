import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeBrowser, writeBrowserOpener } from '../../../../services/desktop/browser.ts';
import { startPrivateScreen } from '../../../../services/desktop/private-screen.ts';
import { withTempFolder } from '../../../support/temp-folder.ts';

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
