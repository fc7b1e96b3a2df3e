/** `npm run dev`: `npm start`, and every change of a source is in the window a moment later. */
import { once } from 'node:events';
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { buildIfStale } from './build.ts';
import { projectRoot } from './common/run-captured.ts';
import { prepareApp, runStart } from './start/run-app.ts';
import { type CleanUp, createCleanUp } from './start/watched-child.ts';

const rooms = ['src-renderer', 'preload', 'src-main'] as const;
/** An editor writes a file in several steps, and several files for one change. */
const settleMs = 150;

await runStart(process.argv.slice(2), join(projectRoot, '.sandbox'), runFollowing);

/** The app until its window is closed, always of the sources as they are: it is built, and loaded or started, anew. */
async function runFollowing(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
): Promise<number> {
  const launchApp = await prepareApp(['--remote-debugging-port=0', ...appArgs], folder, cleanUp);
  const changes = watchSources(cleanUp);
  let ending = createCleanUp();
  cleanUp.add(() => ending.run());
  for (;;) {
    ending = createCleanUp();
    const app = launchApp(ending);
    const closed = once(app, 'exit').then(([code]: (number | null)[]) => code ?? 1);
    const exitCode = await Promise.race([closed, untilOutdated(changes, folder)]);
    if (exitCode !== 'outdated') return exitCode;
    await ending.run();
  }
}

/** Follows changes of the page by loading it anew, until the app itself has to be started anew. */
async function untilOutdated(
  changes: () => Promise<readonly string[]>,
  folder: string,
): Promise<'outdated'> {
  for (;;) {
    const changed = await changes();
    const outcome = await buildIfStale().catch((error: unknown) => String(error));
    if (outcome === 'fresh') continue;
    if (outcome !== 'built') {
      console.error(outcome);
      continue;
    }
    console.log(`Built anew: ${changed.join(', ')}.`);
    const isPageAlone = changed.every((room) => room === 'src-renderer');
    if (!isPageAlone || !(await reloadPage(folder))) return 'outdated';
  }
}

/** Loads the page of the running app anew; false where the app cannot be reached. */
async function reloadPage(folder: string): Promise<boolean> {
  const data = process.env.SONAR_LOGIN_USER_DATA ?? join(folder, 'user-data');
  try {
    const [port] = (await readFile(join(data, 'DevToolsActivePort'), 'utf8')).split('\n');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    try {
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page) => page.reload()));
      return pages.length > 0;
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

/** Answers a function that waits for the next changes, and names the rooms in which they are. */
function watchSources(cleanUp: CleanUp): () => Promise<readonly string[]> {
  const changed = new Set<string>();
  let wake = () => {};
  for (const room of rooms) {
    const watcher = watch(join(projectRoot, room), { recursive: true }, () => {
      changed.add(room);
      wake();
    });
    cleanUp.add(async () => watcher.close());
  }
  return async () => {
    if (changed.size === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    await pause(settleMs);
    const names = [...changed];
    changed.clear();
    return names;
  };
}
