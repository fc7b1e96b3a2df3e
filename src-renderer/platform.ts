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
