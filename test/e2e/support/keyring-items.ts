import { callOverBus } from '../../../sandbox/desktop/session-bus.ts';
import type { Desktop } from './desktop.ts';

const service = 'org.freedesktop.secrets';

/** The attributes of every item in the keyring, whoever stored it, as text; asked from outside the app. */
export async function readKeyringItems({ keyring }: Desktop): Promise<readonly string[]> {
  const address = keyring.env.DBUS_SESSION_BUS_ADDRESS;
  const found = await callOverBus(address, [
    `--dest=${service}`,
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.SearchItems',
    'dict:string:string:',
  ]);
  const paths = found.match(/\/org\/freedesktop\/secrets\/collection\/\S+/g) ?? [];
  return Promise.all(paths.map((path) => readItem(address, path)));
}

async function readItem(address: string, path: string): Promise<string> {
  const read = (property: string) =>
    callOverBus(address, [
      `--dest=${service}`,
      path,
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Item',
      `string:${property}`,
    ]);
  return `${await read('Label')} ${await read('Attributes')}`;
}
