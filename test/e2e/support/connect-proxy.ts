import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

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
