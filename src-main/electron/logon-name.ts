import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import { normalizeFormat } from '../policy/policy-definition.ts';
import type { Environment } from '../start/own-environment.ts';

/** What the system is asked. */
export interface LogonSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  /** The name by which the person is logged on; throws where the system has none. */
  readonly userName: () => string;
  /** What a program prints, when it ends well within the time. */
  readonly run: (program: string, args: readonly string[], limitMs: number) => Promise<string>;
}

/** This system. */
export const realLogonSystem: LogonSystem = {
  platform: process.platform,
  env: process.env,
  userName: () => userInfo().username,
  run: runProgram,
};

/** A sign-in waits no longer for a hint. */
const limitMs = 2_000;

/** What no organization signs in to a provider with: names that only their own network knows. */
const innerSuffix =
  /\.(?:local|localdomain|internal|intranet|private|corp|home|lan|arpa|invalid|localhost)$/;

/**
 * Answers the address with which the person is logged on to this computer (a user principal name), or null: the system
 * has none, does not tell it in time, or tells one that means nothing outside of its network. Asks once.
 */
export function createLogonNameReader(
  system: LogonSystem = realLogonSystem,
): () => Promise<string | null> {
  let found: Promise<string | null> | null = null;
  return () => {
    found ??= askSystem(system).then(parseLogonName, () => null);
    return found;
  };
}

/**
 * Windows knows it for accounts of a domain and of Entra (`whoami /upn`). On Linux it is the user's name itself where
 * SSSD, as realmd sets it up, names people with their domain. No documented way was found on macOS.
 */
async function askSystem({ platform, env, userName, run }: LogonSystem): Promise<string> {
  if (platform === 'linux') return userName();
  if (platform !== 'win32') return '';
  const { SystemRoot = '' } = env;
  const root = /^[a-z]:\\/i.test(SystemRoot) ? SystemRoot : 'C:\\Windows';
  // By its whole path: a program of this name elsewhere is somebody else's.
  return await run(win32.join(root, 'System32', 'whoami.exe'), ['/upn'], limitMs);
}

/** Letters beyond ASCII come in whatever code page the console has, and could name somebody else. */
function parseLogonName(printed: string): string | null {
  const text = printed.trim();
  if (!/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(text)) return null;
  const name = normalizeFormat('account-hint', text);
  return name === null || innerSuffix.test(name) ? null : name;
}

async function runProgram(
  program: string,
  args: readonly string[],
  timeout: number,
): Promise<string> {
  const options = { timeout, killSignal: 'SIGKILL', maxBuffer: 4096, windowsHide: true } as const;
  return (await promisify(execFile)(program, args, options)).stdout;
}
