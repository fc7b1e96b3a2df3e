import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Desktop } from './desktop.ts';

/** A proxy for https on this machine. */
export interface ConnectProxy {
  readonly address: string;
  /** What it was asked to connect with, `host:port`. */
  readonly tunnels: string[];
  /** Open tunnels. */
  open(): number;
  close(): Promise<void>;
}

/** Starts a proxy that takes every name for this machine. */
export async function startConnectProxy(): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connect', (request, socket: Socket) => {
    tunnels.push(request.url ?? '');
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const port = Number(request.url?.split(':')[1]);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.once('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    tunnels,
    open: () => sockets.size,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** An HTTP server between the app and the Sonar service, which changes answers on their way. */
export interface ChangingProxy {
  /** The environment in which the app asks it in the place of the service. */
  readonly env: { readonly SONAR_LOGIN_CONFIG: string };
  close(): Promise<void>;
}

/** Starts it; `change` gets each JSON answer with the path it belongs to. */
export async function startChangingProxy(
  desktop: Desktop,
  change: (path: string, body: unknown) => unknown,
): Promise<ChangingProxy> {
  const { origin } = new URL(desktop.sandbox.description.sonar.baseUrl);
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answer = await fetch(`${origin}${path}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    const type = answer.headers.get('content-type') ?? '';
    const text = await answer.text();
    const isJson = type === 'application/json' || type.startsWith('application/json;');
    const body = isJson ? JSON.stringify(change(path, JSON.parse(text))) : text;
    response.writeHead(answer.status, type === '' ? {} : { 'content-type': type });
    response.end(body);
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const config = JSON.parse(await readFile(desktop.sandbox.description.config, 'utf8'));
  const file = join(desktop.folder, 'through-a-proxy.json');
  const baseUrl = config.sonar.baseUrl.replace(origin, `http://127.0.0.1:${address.port}`);
  await writeFile(file, JSON.stringify({ ...config, sonar: { ...config.sonar, baseUrl } }));
  return {
    env: { SONAR_LOGIN_CONFIG: file },
    close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      return closed.promise;
    },
  };
}
