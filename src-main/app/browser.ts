import { shell } from 'electron';

/** Hands an address to the person's browser as the system does it; rejects when the system refuses. Checks nothing. */
export function openExternal(url: string): Promise<void> {
  return shell.openExternal(url, { activate: true });
}
