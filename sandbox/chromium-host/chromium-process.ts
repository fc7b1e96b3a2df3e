import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type ChromiumWindowOptions, chromiumArguments } from './chromium-arguments.ts';
import { createMessagePipe } from './protocol/message-pipe.ts';
import { createProtocolClient, type ProtocolClient } from './protocol/protocol-client.ts';

/** A running Chromium with one window. */
export interface ChromiumProcess {
  readonly client: ProtocolClient;
  /** Asks it to end, and ends it by force after two seconds. */
  close(): void;
  /** Ends it at once. */
  kill(): void;
  /** Calls `listener` once when it has ended, with the last it said if that was not asked for. */
  onExit(listener: (lastWords: string) => void): void;
}

const patienceMs = 2_000;
const keptLines = 5;

/** Starts Chromium with a new profile in `folder`, which is removed when it ends. */
export function startChromium(
  program: string,
  folder: string,
  options: Omit<ChromiumWindowOptions, 'profile'>,
): ChromiumProcess {
  const profile = mkdtempSync(join(folder, profilePrefix));
  const child = spawn(program, chromiumArguments({ ...options, profile }), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const lastWords = listenToErrors(child);
  const client = createProtocolClient(
    createMessagePipe(child.stdio[3] as Writable, child.stdio[4] as Readable),
  );
  const listeners: ((lastWords: string) => void)[] = [];

  function kill(): void {
    child.kill('SIGKILL');
    removeProfile(profile);
  }

  function finish(): void {
    process.off('exit', kill);
    removeProfile(profile);
    for (const listener of listeners.splice(0)) listener(lastWords());
  }

  process.once('exit', kill);
  child.once('error', finish);
  child.once('exit', finish);
  return {
    client,
    close() {
      client.send('Browser.close').catch(() => {});
      setTimeout(kill, patienceMs).unref();
    },
    kill,
    onExit: (listener) => void listeners.push(listener),
  };
}

/** How the folder of a window's profile begins. */
export const profilePrefix = 'chromium-window-';

/** Passes on where DevTools listens, as Electron does; keeps the rest, which is noise unless Chromium fails. */
function listenToErrors(child: ChildProcess): () => string {
  const lines: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('DevTools listening on ')) console.error(line);
      lines.push(line.slice(0, 500));
      if (lines.length > keptLines) lines.shift();
    });
  }
  return () => lines.join('\n');
}

function removeProfile(profile: string): void {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // A helper of Chromium still writes; the next start removes it.
  }
}
