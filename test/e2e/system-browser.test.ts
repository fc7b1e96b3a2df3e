import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findChromium } from '../../services/desktop/browser.ts';
import { isAlive, zombiesOf } from '../support/processes.ts';
import { readLog } from '../support/read-log.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { clickProvider, type Desktop, signInInBrowser, withDesktop } from './support/desktop.ts';

const waiting = 'Finish signing in in your browser';
const notOpened = 'We couldn’t open your browser';
const opened = /^Your browser should show Google now\./;
const opening = /^Opening Google in your browser/;
const person = 'google-one-account';

const alert = (app: App) => app.page.getByRole('alert');

/** The steps of the sign-ins in the log, with their codes. */
async function loggedSteps(desktop: Desktop): Promise<readonly string[]> {
  const log = await readLog(join(desktop.folder, 'profile'));
  const steps = log.filter(({ event }) => event === 'sign-in-step');
  return steps.map(({ step = '', code }) => (code ? `${step}: ${code}` : step));
}

/** Has the person sign in after all, once the browser is there again. */
async function openAgainAndSignIn(desktop: Desktop, app: App): Promise<void> {
  await app.page.getByRole('button', { name: 'Open the page again' }).click();
  await signInInBrowser(desktop, person);
  await heading(app, desktop.person(person).name).waitFor();
}

test.each([
  ['ends with code 3: no browser was found', 'exit 3'],
  ['ends with code 4 after a moment', 'sleep 1; exit 4'],
  ['dies of a signal', 'kill -9 $$'],
])(
  'B-07, BH-05: an xdg-open that %s is told within seconds, the link can be copied, and the next try works',
  (_, commands) =>
    withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      await desktop.browser.setOpener(commands);
      await clickProvider(app.page, 'google');
      await alert(app).getByText(notOpened).waitFor();
      await heading(app, waiting).waitFor();
      await app.page.getByRole('button', { name: 'Copy the link' }).click();
      await app.page.getByRole('button', { name: 'Link copied' }).waitFor();
      // A reload of the window asks main: the failure is kept there, not in the page.
      await app.page.reload();
      await alert(app).getByText(notOpened).waitFor();
      expect(await loggedSteps(desktop)).toEqual([
        'started',
        'browser-not-opened: browser-not-opened',
      ]);

      await app.page.getByRole('button', { name: 'Open the page again' }).click();
      await alert(app).getByText(notOpened).waitFor();
      await desktop.browser.setOpener();
      await openAgainAndSignIn(desktop, app);
      await expect.poll(() => alert(app).count()).toBe(0);
      await noZombies(app.pid);
      expect(app.output()).not.toContain('UnhandledPromiseRejection');
    }),
);

test('BH-05: no xdg-open at all is told at once', () =>
  withDesktop(async (desktop) => {
    const empty = join(desktop.folder, 'empty');
    await mkdir(empty);
    const app = await desktop.startApp({ env: { PATH: empty } });
    await clickProvider(app.page, 'google');
    await alert(app).getByText(notOpened).waitFor();
    expect(await loggedSteps(desktop)).toEqual([
      'started',
      'browser-not-opened: browser-not-opened',
    ]);
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await heading(app, 'Sign in to Sonar').waitFor();
    expect(app.output()).not.toContain('UnhandledPromiseRejection');
  }));

test('an xdg-open that has become the browser runs on: no failure, and it outlives the app', () =>
  withDesktop(async (desktop) => {
    const pidFile = join(desktop.folder, 'browser.pid');
    await desktop.browser.setOpener(`echo $$ > '${pidFile}'; deliver "$1"; exec sleep 600`);
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    await app.page.getByRole('main').getByText(opening).waitFor();
    const page = await desktop.browser.nextPage();
    await app.page.getByRole('main').getByText(opened).waitFor();
    expect(await alert(app).count()).toBe(0);
    await page
      .getByRole('button', { name: desktop.person(person).name })
      .first()
      .click();
    await heading(app, desktop.person(person).name).waitFor();
    const pid = Number(await readFile(pidFile, 'utf8'));
    try {
      // Until then it is the shell, which speaks to the test.
      await waitUntil(async () => (await commandOf(pid)) === 'sleep', 'the opener as the browser');
      // The shell has its script open.
      const opener = join(desktop.browser.binFolder, 'xdg-open');
      expect((await descriptorsOf(pid)).filter((name) => name !== opener)).toEqual(['/dev/null']);
      expect(await app.quit()).toBe(0);
      expect(await isAlive(pid)).toBe(true);
    } finally {
      process.kill(pid);
    }
  }));

/** Waits until the app has taken note of whatever ended; for its own processes Chromium takes more than a second now and then. */
function noZombies(pid: number): Promise<void> {
  return waitUntil(async () => (await zombiesOf(pid)).length === 0, 'no process that waits for it');
}

async function commandOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
}

/** What a process has open, each named once. */
async function descriptorsOf(pid: number): Promise<readonly string[]> {
  const names = await readdir(`/proc/${pid}/fd`);
  const targets = names.map((name) => readlink(`/proc/${pid}/fd/${name}`));
  return [...new Set(await Promise.all(targets))];
}

test('an xdg-open that fails when the sign-in is through changes nothing', () =>
  withDesktop(async (desktop) => {
    const through = join(desktop.folder, 'through');
    const failed = join(desktop.folder, 'failed');
    const untilThrough = `while ! [ -e '${through}' ]; do sleep 0.05; done`;
    await desktop.browser.setOpener(`deliver "$1"; ${untilThrough}; : > '${failed}'; exit 3`);
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    await signInInBrowser(desktop, person);
    await heading(app, desktop.person(person).name).waitFor();
    await writeFile(through, '');
    await waitUntil(async () => (await readdir(desktop.folder)).includes('failed'), 'its end');
    await noZombies(app.pid);
    await app.page.reload();
    await heading(app, desktop.person(person).name).waitFor();
    expect(await alert(app).count()).toBe(0);
    expect((await loggedSteps(desktop)).join()).not.toContain('browser-not-opened');
    expect(app.output()).not.toContain('UnhandledPromiseRejection');
  }));

test('S2-01, BH-07: no process has anything of the authorization request in its arguments, and what they have opens once', () =>
  withDesktop(async (desktop) => {
    const chromium = findChromium(process.env.PATH ?? '') ?? 'chromium';
    const profile = join(desktop.folder, 'chromium');
    // As a desktop does it: the shell becomes the browser, with the address among its arguments.
    await desktop.browser.setOpener(
      `deliver "$1"; exec '${chromium}' --headless=new --no-sandbox --disable-gpu --no-first-run '--user-data-dir=${profile}' "$1"`,
    );
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    const address = await desktop.browser.nextUrl();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\/[\w-]{43}$/);
    try {
      await app.page.getByRole('main').getByText(opened).waitFor();
      // An authorization URL names the port, too, in its redirect URI.
      const { port } = new URL(address);
      const named = new RegExp(`(?::|%3A)${port}\\b`, 'i');
      const words = (await argumentsOfAll()).filter(({ word }) => named.test(word));
      expect(new Set(words.map(({ word }) => word))).toEqual(new Set([address]));
      // Whoever finds it there and opens it ends the sign-in.
      await desktop.browser.visit(address);
      await alert(app).getByText('Somebody else opened this sign-in').waitFor();
      expect(await loggedSteps(desktop)).toEqual([
        'started',
        'browser-opened',
        'ended: opened-elsewhere',
      ]);
    } finally {
      const ofProfile = ({ word }: { readonly word: string }) => word.includes(profile);
      for (const { pid } of (await argumentsOfAll()).filter(ofProfile)) endProcess(pid);
    }
    await desktop.browser.setOpener();
    await clickProvider(app.page, 'google');
    await signInInBrowser(desktop, person);
    await heading(app, desktop.person(person).name).waitFor();
  }));

/** The arguments of all processes, as everybody on this computer can read them; Chromium joins its own with blanks. */
async function argumentsOfAll() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return text.split(/[\0 ]/).map((word) => ({ pid, word }));
    }),
  );
  return found.flat();
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone with its parent.
  }
}

test('B-13: a browser that insists on https is told in the window, and finishes when it gives in', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    const address = await desktop.browser.nextUrl();
    await desktop.browser.visit(address.replace('http:', 'https:'));
    await alert(app).getByText('Your browser insists on a secure connection').waitFor();
    const page = await desktop.browser.visit(address);
    await app.page.getByRole('main').getByText(opened).waitFor();
    await expect.poll(() => alert(app).count()).toBe(0);
    await page
      .getByRole('button', { name: desktop.person(person).name })
      .first()
      .click();
    await heading(app, desktop.person(person).name).waitFor();
  }));

test('S2-01: the answer in another browser than the one that Sonar opened is told on both sides, and lost on neither', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    const page = await desktop.browser.nextPage();
    await app.page.getByRole('main').getByText(opened).waitFor();
    // As a browser does that keeps no cookies for this computer.
    await page.context().clearCookies({ name: /^sonar-sign-in-/ });
    await page
      .getByRole('button', { name: desktop.person(person).name })
      .first()
      .click();
    await page.getByText('This browser isn’t the one that Sonar opened').waitFor();
    await alert(app).getByText('The answer came from another browser').waitFor();
    await alert(app).getByRole('button', { name: 'Try again' }).click();
    // The provider knows the person by now.
    const again = await desktop.browser.nextPage();
    await heading(app, desktop.person(person).name).waitFor();
    await again.getByText('Got it').waitFor();
    expect(await again.context().cookies('http://127.0.0.1/callback')).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ name: /^sonar-sign-in-/ })]),
    );
  }));

test('LB-04, AR-01: a page of another site, in the person’s own browser, neither ends nor advances the sign-in', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    const address = await desktop.browser.nextUrl();
    const picker = await desktop.browser.visit(address);
    await app.page.getByRole('main').getByText(opened).waitFor();
    const callback = new URL('/callback', address);
    const elsewhere = new URL(desktop.sandbox.description.sonar.baseUrl);
    elsewhere.hostname = 'localhost';
    const evil = await desktop.browser.visit(elsewhere.href);
    const seen = await evil.evaluate(async (address) => {
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('not loaded');
      });
      image.src = `${address}?code=image`;
      const read = await fetch(`${address}?code=read`).then(
        () => 'read',
        () => 'not read',
      );
      await fetch(`${address}?code=blind`, { mode: 'no-cors' }).catch(() => null);
      await fetch(address, { method: 'POST', mode: 'no-cors', body: 'code=x' }).catch(() => null);
      return [await loaded, read];
    }, callback.href);
    expect(seen).toEqual(['not loaded', 'not read']);
    await evil.goto(`${callback.href}?code=navigated`);
    await evil.getByText('There is nothing here').waitFor();
    expect(await alert(app).count()).toBe(0);
    await picker
      .getByRole('button', { name: desktop.person(person).name })
      .first()
      .click();
    await heading(app, desktop.person(person).name).waitFor();
    expect((await loggedSteps(desktop)).join()).not.toContain('answer-not-taken');
  }));

test('the browser gets the person’s own environment and the address as its one argument', () =>
  withDesktop(async (desktop) => {
    const found = join(desktop.folder, 'found');
    await desktop.browser.setOpener(
      `{ printf '%s\\n' "$#" "$1"; env; } > '${found}.part'; mv '${found}.part' '${found}'; deliver "$1"`,
    );
    // Electron changes the first three for itself, and the fourth was for its own start.
    const own = { NO_AT_BRIDGE: '0', GDK_BACKEND: 'x11,wayland', XDG_CURRENT_DESKTOP: 'Pantheon' };
    const app = await desktop.startApp({ env: { ...own, DESKTOP_STARTUP_ID: 'once_TIME1' } });
    await clickProvider(app.page, 'google');
    const url = await desktop.browser.nextUrl();
    const [count, address, ...env] = (await readFile(found, 'utf8')).split('\n');
    expect([count, address]).toEqual(['1', url]);
    expect(env).toEqual(
      expect.arrayContaining(Object.entries(own).map(([name, value]) => `${name}=${value}`)),
    );
    const names = env.map((variable) => variable.split('=')[0]);
    expect(names).toContain('MM_NOTTTY');
    expect(names).not.toContain('DESKTOP_STARTUP_ID');
    expect(names).not.toContain('CHROME_DESKTOP');
    expect(names).not.toContain('ORIGINAL_XDG_CURRENT_DESKTOP');
  }));
