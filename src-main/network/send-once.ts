import type { Fetch } from './bounded-fetch.ts';

/** A way out that carries one request at a time. */
export interface Line {
  readonly fetch: Fetch;
  /** Ends every connection that the line has open. */
  readonly closeConnections: () => Promise<void>;
}

/** What carries requests. */
interface Lines {
  /** For what may be sent again: requests share its connections. */
  readonly shared: Fetch;
  /** Makes a line; `number` counts from 1. */
  readonly openLine: (number: number) => Line;
}

/** So many requests that are sent once may be under way to one origin; further ones wait for their turn. */
export const linesPerOrigin = 8;

/**
 * Whether a request may go over a connection that was used before. Chromium sends such a request again by itself, POST
 * too, when that connection dies before the first header of the answer: the server may have acted on the first one. What
 * only reads may be sent twice (RFC 9110 section 9.2.2). Everything else goes once; that holds for whatever has a body,
 * and so for every code, refresh token, ticket, ID token and password, without anybody having to think of it.
 */
export function mayBeRepeated({ method = 'GET', body }: RequestInit): boolean {
  return /^(?:GET|HEAD)$/i.test(method) && (body ?? null) === null;
}

/**
 * A `Fetch` that lets nothing but reading requests share connections. Every other goes over a connection of its own: on
 * a line that carries nothing else at that moment, after all that the line had open was closed. A line serves one origin
 * for good, so that an origin that hangs keeps no other waiting, and no connection serves two names. There are as many
 * lines as requests were under way at once, and never more than `linesPerOrigin` for each origin; a caller's own
 * deadline counts while it waits for one.
 */
export function createSendOnce({ shared, openLine }: Lines): Fetch {
  const pools = new Map<string, LinePool>();
  let opened = 0;

  return async (input, init) => {
    if (mayBeRepeated(init)) return shared(input, init);
    const { origin } = new URL(input);
    const pool =
      pools.get(origin) ??
      createLinePool(() => {
        opened += 1;
        return openLine(opened);
      });
    pools.set(origin, pool);
    const signal = init.signal ?? null;
    const line = await pool.take(signal);
    const giveBack = onceOnly(() => pool.giveBack(line));
    // A caller that has given up reads no body, so its end would not give the line back.
    signal?.addEventListener('abort', giveBack, { once: true });
    try {
      await line.closeConnections();
      signal?.throwIfAborted();
      return whenRead(await line.fetch(input, init), giveBack);
    } catch (error) {
      giveBack();
      throw error;
    }
  };
}

interface LinePool {
  /** A line that is free; rejects with the signal's reason. */
  take(signal: AbortSignal | null): Promise<Line>;
  giveBack(line: Line): void;
}

function createLinePool(open: () => Line): LinePool {
  const free: Line[] = [];
  const waiting = new Set<(line: Line) => void>();
  let count = 0;
  return {
    async take(signal) {
      signal?.throwIfAborted();
      const line = free.pop();
      if (line !== undefined) return line;
      if (count < linesPerOrigin) {
        count += 1;
        return open();
      }
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          waiting.delete(onLine);
          reject(signal?.reason);
        };
        const onLine = (freed: Line) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(freed);
        };
        waiting.add(onLine);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    giveBack(line) {
      const [next] = waiting;
      if (next === undefined) free.push(line);
      else {
        waiting.delete(next);
        next(line);
      }
    },
  };
}

function onceOnly(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}

/** The same response; `onRead` is called when its body has ended, in whatever way. */
function whenRead(response: Response, onRead: () => void): Response {
  if (response.body === null) {
    onRead();
    return response;
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        onRead();
        controller.close();
      } catch (error) {
        onRead();
        controller.error(error);
      }
    },
    cancel(reason) {
      onRead();
      return reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
