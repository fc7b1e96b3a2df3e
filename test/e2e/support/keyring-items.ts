import { readKeyringItems as readItems } from '../../support/keyring-items.ts';
import type { Desktop } from './desktop.ts';

/** Label and attributes of every item in the keyring, whoever stored it, as text; asked from outside the app. */
export async function readKeyringItems({ keyring }: Desktop): Promise<readonly string[]> {
  const items = await readItems(keyring.env.DBUS_SESSION_BUS_ADDRESS);
  return items.map(({ text }) => text);
}
