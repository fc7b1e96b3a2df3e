import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { endProcessGroup, startReaper } from './child-process.ts';

const protocol = 'MIT-MAGIC-COOKIE-1';
/** `FamilyWild`: the entry counts for every host and, with an empty number, for every display. */
const familyWild = 0xffff;

/** Writes an X authority file with one fresh cookie, so that only who can read the file sees the screen. */
async function writeXAuthority(file: string): Promise<void> {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(familyWild);
  const fields = ['', '', protocol].map((text) => counted(Buffer.from(text)));
  const entry = Buffer.concat([family, ...fields, counted(randomBytes(16))]);
  await writeFile(file, entry, { mode: 0o600 });
}

function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A screen that nobody sees: Xvfb on a display number that it picked itself. */
export interface PrivateScreen {
  /** `DISPLAY` and `XAUTHORITY` for those who are to draw on it. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  stop(): Promise<void>;
}

const startLimitMs = 30_000;

/**
 * Starts Xvfb with a cookie of its own, and with further arguments if there are any; rejects when Xvfb is missing or does
 * not come up within 30 s.
 */
export async function startPrivateScreen(
  size = '1600x1200x24',
  more: readonly string[] = [],
): Promise<PrivateScreen> {
  const folder = await mkdtemp(join(tmpdir(), 'sonar-screen-'));
  const authority = join(folder, 'authority');
  await writeXAuthority(authority);
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-auth', authority];
  // Else it starts over when its last client leaves, and throws out the one that is just coming.
  args.push('-noreset', ...more);
  const server = spawn('Xvfb', args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const reaper = startReaper(server.pid === undefined ? [] : [server.pid], folder);
  const stop = async (): Promise<void> => {
    await endProcessGroup(server);
    await reaper.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const number = await displayNumber(server);
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Xvfb writes the number that it took once it is ready: no two servers can want the same one. */
function displayNumber(server: ChildProcess): Promise<string> {
  const told = server.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(reject, startLimitMs, new Error('Xvfb did not start within 30 s.'));
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      finish();
    };
    server.once('error', (cause) =>
      settle(() => reject(new Error('Xvfb cannot be started.', { cause }))),
    );
    server.once('exit', (code) =>
      settle(() => reject(new Error(`Xvfb ended at once (exit code ${code}).`))),
    );
    told.setEncoding('utf8');
    told.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) settle(() => resolve(text.trim()));
    });
  });
}
