import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../services/desktop/browser.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** The person's own browser: a real Chromium, which the app reaches as the system does it, by `xdg-open`. */
export interface SystemBrowser {
  /** The folder to put in front on the PATH. */
  readonly binFolder: string;
  /** Where `xdg-open` leaves what it was given; whoever runs it must be able to write there. */
  readonly dropFolder: string;
  /** Waits for the next address that the app opens and answers it without opening it. */
  nextUrl(): Promise<string>;
  /** Opens an address as the system would. */
  visit(url: string): Promise<Page>;
  /** Waits for the next address that the app opens and opens it. */
  nextPage(): Promise<Page>;
  /**
   * From now on `xdg-open` does this in a shell, where `deliver` hands the address on to `nextUrl`; without an argument
   * it works again as at first.
   */
  setOpener(commands?: string): Promise<void>;
  /** Forgets who is signed in at the providers. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/**
 * Starts the browser of one test; `folder` is the test's own. `anyCertificate` is for servers with a certificate of the
 * test's own authority: it is the browser's business, the app is not asked.
 */
export async function startSystemBrowser(
  folder: string,
  options: {
    readonly anyCertificate?: boolean;
    /** What goes before its command, to run it as the person who runs the app: the app takes nobody else's answer. */
    readonly as?: readonly string[];
  } = {},
): Promise<SystemBrowser> {
  const binFolder = join(folder, 'bin');
  const dropFolder = join(folder, 'opened');
  await mkdir(binFolder, { recursive: true });
  await mkdir(dropFolder, { recursive: true });
  const opener = join(binFolder, 'xdg-open');
  const deliver = `deliver() {
  file=$(mktemp '${dropFolder}/XXXXXXXX') && printf %s "$1" > "$file" && mv "$file" "$file.url"
}`;
  async function setOpener(commands = 'deliver "$1"'): Promise<void> {
    await writeFile(opener, `#!/bin/sh\n${deliver}\n${commands}\n`);
    await chmod(opener, 0o755);
  }
  await setOpener();
  const program = findChromium(process.env.PATH ?? '') ?? 'chromium';
  const executablePath =
    options.as === undefined || options.as.length === 0
      ? program
      : await writeOtherUsers(folder, [...options.as, program]);
  const browser: Browser = await chromium.launch({ executablePath, args: flags });
  const profile = { ignoreHTTPSErrors: options.anyCertificate ?? false };
  let context: BrowserContext = await browser.newContext(profile);

  async function takeUrl(): Promise<string | null> {
    const name = (await readdir(dropFolder)).find((candidate) => candidate.endsWith('.url'));
    if (name === undefined) return null;
    const file = join(dropFolder, name);
    const url = await readFile(file, 'utf8');
    await rm(file);
    return url;
  }
  async function nextUrl(): Promise<string> {
    let url = '';
    await waitUntil(async () => {
      url = (await takeUrl()) ?? '';
      return url !== '';
    }, 'an address in the browser');
    return url;
  }
  async function visit(url: string): Promise<Page> {
    const page = await context.newPage();
    // A page that goes on to the app at once may be replaced while it loads; that is how it should be.
    await page.goto(url, { waitUntil: 'commit' }).catch(() => null);
    return page;
  }
  return {
    binFolder,
    dropFolder,
    nextUrl,
    visit,
    nextPage: async () => visit(await nextUrl()),
    setOpener,
    async forget() {
      await context.close();
      context = await browser.newContext(profile);
    },
    close: () => browser.close(),
  };
}

/** A program that gives the browser's profile, which playwright made, to another user and runs the browser as them. */
async function writeOtherUsers(folder: string, command: readonly string[]): Promise<string> {
  const program = join(folder, 'browser-of-another-user');
  const words = command.map((word) => `'${word}'`).join(' ');
  const owner = command.find((word) => word.startsWith('--reuid='))?.slice('--reuid='.length);
  await writeFile(
    program,
    `#!/bin/sh
for word in "$@"; do
  case "$word" in --user-data-dir=*)
    HOME="\${word#--user-data-dir=}"
    export HOME
    chown -R ${owner} "$HOME" ;;
  esac
done
exec ${words} "$@"
`,
  );
  await chmod(program, 0o755);
  return program;
}
