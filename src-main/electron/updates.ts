import { win32 } from 'node:path';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { productIdentity } from '../product.ts';

/** What fetches and installs updates. */
export interface Updater {
  /** Looks on a channel once; a newer version is fetched now and installed when the app quits. */
  check(channel: 'latest' | 'beta'): Promise<void>;
  /** Does not install what was fetched, until something is looked for again. */
  leave(): void;
}

/** The partition through which electron-updater sends its requests. */
export const updaterPartition = 'electron-updater';

/** How the app got onto this computer. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  /** Absolute path of the program. */
  readonly program: string;
  readonly exists: (path: string) => boolean;
}

/** Why an update was not taken, in words that a log may hold. */
export class UpdateRefusal extends Error {
  readonly reason: 'no publisher named' | 'updater warned';

  constructor(reason: UpdateRefusal['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** What the log says of a look that failed; null: nothing but that. */
export function reasonOfFailure(error: unknown): string | null {
  if (error instanceof UpdateRefusal) return error.reason;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ERR_UPDATER_INVALID_SIGNATURE' ? 'signature not valid' : null;
}

const betweenChecksMs = 24 * 60 * 60_000;

/**
 * Whether the app may replace itself. What a package manager or an MSI has installed is replaced by the same, or two
 * installers would fight over one folder. An AppImage carries no signature by which a new one could be told from
 * somebody else's, so nothing replaces it but the person.
 */
export function updatesItself({ platform, program, exists }: Installation): boolean {
  if (platform === 'darwin') return true;
  if (platform !== 'win32') return false;
  return exists(win32.join(win32.dirname(program), `Uninstall ${productIdentity.name}.exe`));
}

/**
 * Looks for updates now, once a day, and when policy names another channel; never while policy says `off`, and what was
 * fetched from a channel that policy does not name any more is not installed. A failed look is tried again at the next
 * one. Answers the function that stops it.
 */
export function followUpdates(
  policy: PolicyReader,
  updater: Updater,
  noteFailure: (error: unknown) => void,
): () => void {
  let channel = policy.current().updateChannel;
  let running: Promise<void> | null = null;

  function look(): void {
    if (channel === 'off' || running !== null) return;
    const asked = channel;
    running = updater
      .check(asked)
      .catch(noteFailure)
      .finally(() => {
        running = null;
        if (channel !== asked) look();
      });
  }

  const timer = setInterval(look, betweenChecksMs);
  timer.unref();
  const stopListening = policy.onChange(({ updateChannel }) => {
    if (updateChannel === channel) return;
    channel = updateChannel;
    updater.leave();
    look();
  });
  look();
  return () => {
    clearInterval(timer);
    stopListening();
  };
}

/** A list's first item, or the value itself; what is empty for YAML names nobody. */
const publisher = /^publisherName:(?:[ \t]*\r?\n[ \t]*-)?[ \t]+(?<name>\S[^\r\n]*)/m;
const nobody = /^(?:~|null|''|""|\[.*|\{.*|[|>&*#!].*)[ \t]*$/i;

/**
 * Whether an `app-update.yml` names who must have signed an update for Windows. electron-updater 6 installs what anybody
 * has signed, or nobody, when it does not.
 */
export function namesPublisher(updateConfiguration: string): boolean {
  const name = publisher.exec(updateConfiguration)?.groups?.name;
  return name !== undefined && !nobody.test(name);
}
