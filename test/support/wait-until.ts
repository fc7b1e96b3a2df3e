import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `condition` holds; rejects, naming `what` as it is then, after `limitMs` (default 20 s). */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  what: string | (() => string),
  limitMs = 20_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error(`Waited in vain: ${typeof what === 'string' ? what : what()}`);
    }
    await pause(10);
  }
}
