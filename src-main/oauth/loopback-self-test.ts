import { request } from 'node:http';
import type { LoopbackAddress } from './loopback-ports.ts';

/** A firewall that swallows packets answers nothing at all; 4 s keeps the whole failure under 5 s. */
const selfTestDeadlineMs = 4_000;

/**
 * Asks our own listener for `path` the way a browser will, and says whether it answered with exactly `answer`.
 * Never rejects; false also when something else answers on that port.
 */
export function canReachListener(
  address: LoopbackAddress,
  port: number,
  path: string,
  answer: string,
  deadlineMs: number = selfTestDeadlineMs,
): Promise<boolean> {
  return new Promise((resolve) => {
    // `agent: false`: a connection of its own, and no proxy from the environment in between.
    const asking = request({ host: address, port, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > answer.length) end(false);
      });
      response.on('end', () => end(response.statusCode === 200 && body === answer));
      response.on('error', () => end(false));
    });
    const timer = setTimeout(() => end(false), deadlineMs);
    asking.on('error', () => end(false));
    asking.end();

    function end(reachable: boolean): void {
      clearTimeout(timer);
      asking.destroy();
      resolve(reachable);
    }
  });
}
