import type { Readable, Writable } from 'node:stream';

/** Messages of the DevTools protocol over two pipes: JSON, each ended by a NUL byte. */
export interface MessagePipe {
  write(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `listener` once when the other side has closed. */
  onClose(listener: () => void): void;
}

/** Makes the pipe of what Chromium reads (its descriptor 3) and writes (its descriptor 4). */
export function createMessagePipe(toChromium: Writable, fromChromium: Readable): MessagePipe {
  const listeners: ((message: unknown) => void)[] = [];
  let chunks: Buffer[] = [];

  fromChromium.on('data', (data: Buffer) => {
    let rest = data;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      chunks.push(rest.subarray(0, end));
      const message: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      chunks = [];
      rest = rest.subarray(end + 1);
      for (const listener of listeners) listener(message);
    }
    if (rest.length > 0) chunks.push(rest);
  });
  // Writing to a browser that has just ended is no fault: its end is told by `onClose`.
  toChromium.on('error', () => {});
  fromChromium.on('error', () => {});

  return {
    write: (message) => void toChromium.write(`${JSON.stringify(message)}\0`),
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void fromChromium.once('close', listener),
  };
}
