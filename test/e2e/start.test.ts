import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { endProcessGroup } from '../../sandbox/desktop/child-process.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const program = join(import.meta.dirname, 'support', 'start-elsewhere.ts');
/** The promise is 3 s; a machine that does other things at the same time gets as long again. */
const endLimitMs = 6_000;

/** What `npm start` runs, from nothing, on a machine without a screen, a keychain and a browser. */
async function withStart(
  use: (start: {
    /** What it has printed since the last call. */
    news(): string;
    closeWindow(): Promise<void>;
    signal(name: NodeJS.Signals): void;
    readonly ended: Promise<number | null>;
  }) => Promise<void>,
): Promise<readonly string[]> {
  return withTempFolder(async (folder) => {
    // Sockets and screens are in the folder too, so that whatever belongs to this start can be told by its arguments.
    const temporary = join(folder, 't');
    await mkdir(temporary);
    const bare = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: '' };
    const child = spawn(process.execPath, [program, folder, '--remote-debugging-port=0'], {
      env: { ...process.env, ...bare, SONAR_LOGIN_CONFIG: '', TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    }
    let told = 0;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    try {
      let endpoint = '';
      await waitUntil(
        async () => {
          endpoint = /DevTools listening on (ws:\S+)/.exec(printed)?.[1] ?? '';
          return endpoint !== '' && (await isWindowThere(endpoint));
        },
        'the window',
        60_000,
      ).catch((cause: unknown) => {
        throw new Error(`No window came up; it said: ${printed}`, { cause });
      });
      const browser = await chromium.connectOverCDP(endpoint);
      const [page] = browser.contexts().flatMap((context) => context.pages());
      await page?.getByRole('main').waitFor();
      await waitUntilQuiet(() => printed.length);
      await use({
        news() {
          const news = printed.slice(told);
          told = printed.length;
          return news;
        },
        async closeWindow() {
          await page?.close();
        },
        signal: (name) => void child.kill(name),
        ended: exit.then(([code]) => code),
      });
    } finally {
      await endProcessGroup(child);
    }
    return commandsWith(folder);
  });
}

/** Chromium complains of what a bare machine lacks while it starts. */
async function waitUntilQuiet(size: () => number): Promise<void> {
  for (let before = -1; before !== size(); await pause(1_000)) before = size();
}

async function isWindowThere(endpoint: string): Promise<boolean> {
  const answer = await fetch(`http://${new URL(endpoint).host}/json/list`).catch(() => null);
  return (await answer?.text())?.includes('/index.html') ?? false;
}

/** The command lines of all processes that name the folder. */
async function commandsWith(folder: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(folder)).map((line) => line.replaceAll('\0', ' '));
}

test.each([
  ['Ctrl+C', 'SIGINT'],
  ['the request to end', 'SIGTERM'],
  ['the closed window', null],
] as const)(
  '%s ends everything that npm start started: in order, quickly, quietly',
  async (_, signal) => {
    const left = await withStart(async (start) => {
      expect(start.news()).toContain('Whom to try');
      const began = performance.now();
      if (signal === null) await start.closeWindow();
      else start.signal(signal);
      expect(await start.ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(endLimitMs);
      expect(start.news()).toBe('');
    });
    expect(left).toEqual([]);
  },
);
