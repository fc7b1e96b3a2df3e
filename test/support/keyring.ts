import { type Keyring, startKeyring as start } from '../../services/desktop/keyring.ts';
import { callOverBus, type UserIds } from '../../services/desktop/session-bus.ts';

/**
 * Starts a real gnome-keyring on a private bus, unlocked. With `dataDir` its files outlive it, so that a second start
 * finds the same keyring. Who starts one stops it in a `finally`; should the test be killed, it goes by itself.
 */
export function startKeyring(dataDir?: string): Promise<Keyring> {
  return start(dataDir);
}

const service = 'org.freedesktop.secrets';

/** One item as every program of the same person can see it. */
export interface KeyringItem {
  /** Label and attributes, as the bus prints them. */
  readonly text: string;
  /** The attribute `account`: its name; null when it has none. */
  readonly account: string | null;
}

/** Items of the keyring on a bus, asked from outside the app: of one keychain service, or all. */
export async function readKeyringItems(
  busAddress: string,
  keychainService?: string,
  user: UserIds = {},
): Promise<readonly KeyringItem[]> {
  const wanted = keychainService === undefined ? '' : `service,${keychainService}`;
  const call = (args: readonly string[]) =>
    callOverBus(busAddress, [`--dest=${service}`, ...args], user);
  const found = await search(() =>
    call([
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.SearchItems',
      `dict:string:string:${wanted}`,
    ]),
  );
  const paths = found.match(/\/org\/freedesktop\/secrets\/collection\/\S+/g) ?? [];
  return Promise.all(paths.map((path) => readItem(call, path)));
}

/**
 * A busy gnome-keyring gives a search up now and then, which its bus library tells as "not implemented" although the next
 * search is answered. The question changes nothing, so it is asked again, twice at most.
 */
async function search(ask: () => Promise<string>): Promise<string> {
  for (let triesLeft = 2; ; triesLeft -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (triesLeft === 0 || !String(error).includes('SearchItems is not implemented')) throw error;
    }
  }
}

async function readItem(
  call: (args: readonly string[]) => Promise<string>,
  path: string,
): Promise<KeyringItem> {
  const read = (property: string) =>
    call([
      path,
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Item',
      `string:${property}`,
    ]);
  const attributes = await read('Attributes');
  return {
    text: `${await read('Label')} ${attributes}`,
    account: /^\s+account\s+(\S.*?)\s*\)$/m.exec(attributes)?.[1] ?? null,
  };
}
