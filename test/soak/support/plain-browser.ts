import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../../support/browse.ts';

/** A system browser without a screen: it follows the start page, clicks on one person and brings the answer. */
export interface PlainBrowser {
  /** Where its `xdg-open` lies. */
  readonly binFolder: string;
  /** Who is clicked on from now on; null: what is opened is left alone. */
  browseAs(personKey: string | null): void;
  /** What went wrong in it, oldest first; the app may have been killed meanwhile. */
  readonly troubles: readonly string[];
  /** Ends when everything that was opened is done. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const lookEveryMs = 15;

/** Starts it; `folder` is the run's own. Each opening is a fresh browser, so that the picker is always shown. */
export async function startPlainBrowser(folder: string): Promise<PlainBrowser> {
  const binFolder = join(folder, 'bin');
  const dropFolder = join(folder, 'opened');
  await mkdir(binFolder, { recursive: true });
  await mkdir(dropFolder, { recursive: true });
  const opener = join(binFolder, 'xdg-open');
  await writeFile(
    opener,
    `#!/bin/sh
file=$(mktemp '${dropFolder}/XXXXXXXX') && printf %s "$1" > "$file" && mv "$file" "$file.url"
`,
  );
  await chmod(opener, 0o755);
  const troubles: string[] = [];
  const running = new Set<Promise<void>>();
  let person: string | null = null;
  let isClosed = false;

  async function browse(url: string, key: string): Promise<void> {
    try {
      const cookieJar = createCookieJar();
      const authorizationUrl = await openStartPage(cookieJar, url);
      const { redirectUrl } = await signInAtProvider(authorizationUrl, key, { cookieJar });
      await bringResponse(cookieJar, redirectUrl);
    } catch (error) {
      troubles.push(String(error));
    }
  }

  async function look(): Promise<void> {
    const names = (await readdir(dropFolder)).filter((name) => name.endsWith('.url'));
    for (const name of names) {
      const file = join(dropFolder, name);
      const url = await readFile(file, 'utf8');
      await rm(file);
      if (person === null) continue;
      const work = browse(url, person).finally(() => running.delete(work));
      running.add(work);
    }
  }

  async function watch(): Promise<void> {
    while (!isClosed) {
      await look();
      await pause(lookEveryMs);
    }
  }

  const watching = watch();
  return {
    binFolder,
    troubles,
    browseAs(key) {
      person = key;
    },
    async idle() {
      await Promise.all(running);
    },
    async close() {
      isClosed = true;
      await watching;
      await Promise.all(running);
    },
  };
}
