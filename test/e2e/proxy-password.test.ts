import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clickProvider, withDesktop } from './support/desktop.ts';

/** A proxy that lets nobody out without a name and a password, which is 407 to every request and every tunnel. */
async function startAskingProxy(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const headers = { 'proxy-authenticate': 'Basic realm="office"', 'content-length': '0' };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(407, headers).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${lines.join('')}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('B-11, S2-22: a proxy that asks for a password is told as such, and nothing is typed anywhere', () =>
  withDesktop(async (desktop) => {
    const { server, url, asked } = await startAskingProxy();
    try {
      const { sonar } = desktop.sandbox.description;
      const config = join(desktop.folder, 'real-addresses.json');
      // The providers' own addresses, which no request reaches: what is on this computer goes past any proxy.
      const ids = { google: { clientId: 'g' }, microsoft: { clientId: 'm' } };
      await writeFile(config, JSON.stringify({ sonar: { baseUrl: sonar.baseUrl }, ...ids }));
      const proxies = { http_proxy: url, https_proxy: url, no_proxy: undefined };
      const app = await desktop.startApp({ env: { SONAR_LOGIN_CONFIG: config, ...proxies } });
      for (const provider of ['google', 'microsoft'] as const) {
        await clickProvider(app.page, provider);
        const alert = app.page.getByRole('alert').filter({ hasText: 'proxy asks for a name' });
        await alert.waitFor();
        await alert.getByRole('button', { name: 'Copy details' }).waitFor();
      }
      // And nothing else: Chromium would fetch a dictionary for each session there is.
      expect(new Set(asked)).toEqual(
        new Set(['accounts.google.com:443', 'login.microsoftonline.com:443']),
      );
      expect(await app.quit()).toBe(0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }));
