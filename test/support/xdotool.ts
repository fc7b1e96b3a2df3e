import { waitUntil } from './wait-until.ts';

/** Runs a program on somebody's screen and answers what it printed; rejects when it fails. */
export type RunOnScreen = (program: string, args: readonly string[]) => Promise<string>;

const betweenKeysMs = 2_000;

/** The visible windows that `words` describe, as xdotool's `search` takes them, from the bottom to the top. */
export async function findWindows(
  run: RunOnScreen,
  words: readonly string[],
): Promise<readonly string[]> {
  // It ends with code 1 when there is none.
  const found = await run('xdotool', ['search', '--onlyvisible', ...words]).catch(() => '');
  return found.split('\n').filter((id) => id !== '');
}

/**
 * Presses a key until it has done what it is for: a window that has just come up may not hear the first one. Only for
 * keys that do no harm when they are pressed once more.
 */
export async function pressUntil(
  press: () => Promise<unknown>,
  isDone: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  let next = 0;
  await waitUntil(async () => {
    if (await isDone()) return true;
    if (performance.now() < next) return false;
    next = performance.now() + betweenKeysMs;
    await press();
    return false;
  }, what);
}
