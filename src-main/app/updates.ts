import { dirname, win32 } from 'node:path';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { productIdentity } from '../product.ts';

/** What fetches and installs updates. */
export interface Updater {
  /** Looks on a channel once; a newer version is fetched now and installed when the app quits. */
  check(channel: 'latest' | 'beta'): Promise<void>;
}

/** How the app got onto this computer. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  /** Absolute path of the program. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

const betweenChecksMs = 24 * 60 * 60_000;

/**
 * Whether the app may replace itself. What a package manager or an MSI has installed is replaced by the same, or two
 * installers would fight over one folder.
 */
export function updatesItself({ platform, program, env, exists }: Installation): boolean {
  if (platform === 'darwin') return true;
  if (platform === 'win32')
    return exists(win32.join(win32.dirname(program), `Uninstall ${productIdentity.name}.exe`));
  return (env.APPIMAGE ?? '') !== '' && dirname(program) !== `/opt/${productIdentity.name}`;
}

/**
 * Looks for updates now, once a day, and when policy names another channel; never while policy says `off`. A failed
 * look is tried again at the next one. Answers the function that stops it.
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
    running = updater
      .check(channel)
      .catch(noteFailure)
      .finally(() => {
        running = null;
      });
  }

  const timer = setInterval(look, betweenChecksMs);
  timer.unref();
  const stopListening = policy.onChange(({ updateChannel }) => {
    if (updateChannel === channel) return;
    channel = updateChannel;
    look();
  });
  look();
  return () => {
    clearInterval(timer);
    stopListening();
  };
}
