import { request } from 'node:http';

/** What of `fetch` the client of the tests uses. */
export type Send = (url: string, init: SendInit) => Promise<Response>;

/** A request of the client. */
export interface SendInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends from an address of its own: on Linux the whole of 127.0.0.0/8 is this machine, so that each address of it
 * stands for a computer somewhere else.
 */
export function sendFrom(localAddress: string): Send {
  return (url, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers, localAddress, agent: false }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const text = status === 204 ? null : Buffer.concat(chunks).toString('utf8');
          const received = Object.entries(incoming.headers).map(
            ([name, value]): [string, string] => [name, String(value)],
          );
          resolve(new Response(text, { status, headers: received }));
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}
