import { execFileSync } from 'node:child_process';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { pageProcess } from '../support/processes.ts';
import { type LogLine, readLog } from '../support/read-log.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import {
  builtApp,
  clickProvider,
  confirmBox,
  type Desktop,
  signIn,
  withDesktop,
} from './support/desktop.ts';

/** The built app in a folder of its own, so that a test can damage it. */
interface CopiedApp {
  readonly folder: string;
  /** Absolute path of keytar's native part. */
  readonly library: string;
  /** Puts back what a test has done to the library. */
  mend(): Promise<void>;
}

const library = join('node_modules', 'keytar', 'build', 'Release', 'keytar.node');

/** Copies what an installer would carry: the bundles and keytar. */
async function copyApp(folder: string): Promise<CopiedApp> {
  const keytar = join('node_modules', 'keytar');
  const parts = ['package.json', 'dist', join(keytar, 'package.json'), join(keytar, 'lib')];
  for (const part of parts) {
    await cp(join(projectRoot, part), join(folder, part), { recursive: true });
  }
  await mkdir(join(folder, keytar, 'build', 'Release'), { recursive: true });
  const copied: CopiedApp = {
    folder,
    library: join(folder, library),
    mend: () => cp(join(projectRoot, library), join(folder, library), { force: true }),
  };
  await copied.mend();
  return copied;
}

const waiting = 'Finish signing in in your browser';
const person = 'google-one-account';

/** What the log says of the window. */
async function windowEvents(desktop: Desktop): Promise<readonly string[]> {
  const events = await readLog(join(desktop.folder, 'profile'));
  return events
    .filter(({ event }) => event.startsWith('window-'))
    .map(({ event, reason }) => (reason === undefined ? event : `${event}: ${reason}`));
}

/** Kills the process of the page as the system does when memory is short. */
async function killPage(app: App): Promise<void> {
  const pid = await pageProcess(app.pid);
  if (pid === null) throw new Error('The page has no process.');
  process.kill(pid, 'SIGKILL');
}

/** What must not be printed, whatever happens. */
function expectNoFault(app: App): void {
  expect(app.output()).not.toMatch(/Unhandled|Uncaught|Render frame was disposed/);
}

test('IP-07: a page whose process dies three times within a minute comes back, and the attempt goes on', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    const url = await desktop.browser.nextUrl();
    await heading(app, waiting).waitFor();
    await app.crashPage();
    await heading(app, waiting).waitFor();
    await app.crashPage(() => killPage(app));
    await heading(app, waiting).waitFor();
    await app.crashPage();
    await heading(app, waiting).waitFor();
    const picker = await desktop.browser.visit(url);
    await picker
      .getByRole('button', { name: desktop.person(person).name })
      .first()
      .click();
    await heading(app, desktop.person(person).name).waitFor();
    expect(await windowEvents(desktop)).toEqual([
      'window-process-gone: crashed',
      'window-process-gone: killed',
      'window-process-gone: crashed',
    ]);
    expectNoFault(app);
    expect(await app.quit()).toBe(0);
  }));

test('IP-07: the fourth death within a minute: the app says so and ends with a code, and nothing stored is lost', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await signIn(desktop, app, person);
    const { name } = desktop.person(person);
    for (let deaths = 0; deaths < 3; deaths += 1) {
      await heading(app, name).waitFor();
      await app.crashPage(() => killPage(app));
    }
    await heading(app, name).waitFor();
    await killPage(app);
    await waitUntil(() => app.output().includes('Sonar ends: its window'), 'its word on stderr');
    await confirmBox(app.pid, 'Sonar');
    expect(await app.ended()).toBe(70);
    expect((await windowEvents(desktop)).at(-1)).toBe('window-given-up');
    expectNoFault(app);

    const again = await desktop.startApp();
    await heading(again, name).waitFor();
    await again.page.getByText('Online').waitFor();
  }));

test('a window that is closed while the app says that it has to close ends with the same code', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    for (let deaths = 0; deaths < 3; deaths += 1) await app.crashPage(() => killPage(app));
    await killPage(app);
    await waitUntil(() => app.output().includes('Sonar ends: its window'), 'its word on stderr');
    expect(await app.quit()).toBe(70);
    expectNoFault(app);
  }));

test('a program that loses its files while it runs says so, ends in order and with a code', () =>
  withTempFolder(async (folder) => {
    await copyApp(folder);
    await withDesktop(async (desktop) => {
      const { name } = desktop.person(person);
      const app = await desktop.startApp();
      app.expectFault(/^preload /);
      app.expectFault(/^window: /);
      await signIn(desktop, app, person);
      await heading(app, name).waitFor();
      const preload = join(folder, 'dist', 'preload', 'index.cjs');
      await rename(preload, `${preload}.gone`);
      await app.page.reload();
      await waitUntil(() => app.output().includes('Sonar ends: its preload'), 'its word on stderr');
      await confirmBox(app.pid, 'Sonar');
      expect(await app.ended()).toBe(70);
      expect(app.output()).not.toContain('Sonar cannot start');

      await rename(`${preload}.gone`, preload);
      const again = await desktop.startApp();
      await heading(again, name).waitFor();
      await again.page.getByText('Online').waitFor();
    }, builtApp(folder));
  }));

/** A native module that ends whoever loads it, as one for a newer Node-API does. */
async function plantCrash({ folder, library }: CopiedApp): Promise<void> {
  const source = join(folder, 'crash.c');
  await writeFile(
    source,
    '#include <stdlib.h>\n__attribute__((constructor)) static void crash(void) { abort(); }\n',
  );
  execFileSync('gcc', ['-shared', '-fPIC', '-o', library, source]);
}

/** Electron tells of it: what it is and how it ended. */
const keychainCrashed = /^process gone: .*keychain crashed$/;

const damages = [
  ['crashes the process that loads it', 'died at start', plantCrash],
  ['is no library', 'library not loaded', ({ library }: CopiedApp) => writeFile(library, 'x')],
  ['is gone', 'library not loaded', ({ library }: CopiedApp) => rm(library)],
] as const;

function withCopiedApp(
  damage: (app: CopiedApp) => Promise<void>,
  use: (desktop: Desktop, app: CopiedApp) => Promise<void>,
): Promise<void> {
  return withTempFolder(async (folder) => {
    const copied = await copyApp(folder);
    await damage(copied);
    await withDesktop((desktop) => use(desktop, copied), builtApp(folder));
  });
}

async function readLosses(desktop: Desktop): Promise<readonly LogLine[]> {
  const lines = await readLog(join(desktop.folder, 'profile'));
  return lines.filter(({ event }) => event === 'keychain-process-lost');
}

function notice(page: Page) {
  return page.getByRole('region', { name: 'Sonar’s installation is damaged' });
}

test.each(damages)(
  'KC-14: a keychain library that %s: a sign-in works until quit, and the window and the log say why',
  (_, reason, damage) =>
    withCopiedApp(damage, async (desktop, copied) => {
      const app = await desktop.startApp();
      if (damage === plantCrash) app.expectFault(keychainCrashed);
      await signIn(desktop, app, 'google-one-account');
      await app.page.getByText('Online').waitFor();
      await notice(app.page).waitFor();
      expect(await app.page.getByText(/keychain (is locked|on this computer)/i).count()).toBe(0);
      const losses = await readLosses(desktop);
      expect(losses.map((line) => line.reason)).toEqual([reason, reason]);
      if (reason === 'died at start') expect(losses[0]?.exitCode).toBeGreaterThan(0);

      // Mended beside the running app, and said so: what was signed in is kept.
      await copied.mend();
      await notice(app.page).getByRole('button', { name: 'Try now' }).click();
      await notice(app.page).waitFor({ state: 'detached' });
      expect(await app.quit()).toBe(0);
      const morning = await desktop.startApp();
      await morning.page.getByRole('heading', { level: 1, name: 'Ana Silva' }).waitFor();
      await morning.page.getByText('Online').waitFor();
    }),
);

test('KC-14: a library that is damaged overnight: nobody is signed out, the reason is said, and no process is started over and over', () =>
  withCopiedApp(
    async () => {},
    async (desktop, copied) => {
      const evening = await desktop.startApp();
      await signIn(desktop, evening, 'google-one-account');
      await evening.page.getByText('Online').waitFor();
      await evening.quit();
      await rm(copied.library);
      await plantCrash(copied);
      const morning = await desktop.startApp();
      morning.expectFault(keychainCrashed);
      await notice(morning.page).waitFor();
      await morning.page.getByRole('heading', { level: 1, name: 'Ana Silva' }).waitFor();
      // The next tries of the renewal come after 5 and 15 s; the open keyring would be looked at every 2 s.
      await morning.page.waitForTimeout(8_000);
      expect(await readLosses(desktop)).toHaveLength(2);
      await copied.mend();
      await notice(morning.page).getByRole('button', { name: 'Try now' }).click();
      await morning.page.getByText('Online').waitFor();
      expect(await morning.quit()).toBe(0);
    },
  ));

test('the self-test names a damaged installation, and a mended one passes', () =>
  withCopiedApp(plantCrash, async (desktop, copied) => {
    const damaged = await desktop.ask(['--self-test'], {}, [keychainCrashed]);
    expect(damaged.output).toMatch(/^failed +keychain +keychain-broken$/m);
    expect(damaged.exitCode).toBe(1);
    await copied.mend();
    const mended = await desktop.ask(['--self-test']);
    expect(mended.output).toMatch(/^passed +keychain +keychain$/m);
  }));
