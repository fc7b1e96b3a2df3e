/**
 * Moves the focus to the first element that matches when what had it has gone, so that the keyboard does not start
 * over; after the next paint.
 */
export function keepFocus(selector: string): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.querySelector<HTMLElement>(selector)?.focus();
  });
}
