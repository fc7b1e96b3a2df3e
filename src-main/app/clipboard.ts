import { clipboard } from 'electron';

/** Puts a text on the system's clipboard. */
export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}
