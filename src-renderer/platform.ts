/** True on macOS, where the command key takes the place of Ctrl. */
export function isMac(): boolean {
  return /^Mac/i.test(navigator.platform);
}

/** True where a dialog's confirming button stands on the left: Windows. macOS and the GNOME desktop put it on the right. */
export function confirmStandsLeft(): boolean {
  return /^Win/i.test(navigator.platform);
}

/** How a switching shortcut is written on this platform, such as "Ctrl+2" or "⌘2". */
export function shortcutLabel(digit: number): string {
  return isMac() ? `⌘${digit}` : `Ctrl+${digit}`;
}

/** A window that draws no frames is never idle, and has to go on all the same. */
const idleWithinMs = 200;

/** Runs `work` when there is time, or soon in any case; answers what `cancelIdleCallback` takes. */
export function whenIdle(work: () => void): number {
  return requestIdleCallback(work, { timeout: idleWithinMs });
}
