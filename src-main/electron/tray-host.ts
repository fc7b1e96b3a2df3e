import type { Environment } from '../start/own-environment.ts';
import { type Bus, type BusObject, daemon } from './linux-bus.ts';

/** What is known of the tray. */
export interface TrayHost {
  /** Something shows icons. */
  readonly isThere: boolean;
  /** It shows ours. */
  readonly showsOurs: boolean;
}

/** Who keeps the list of tray icons on a desktop of Linux, for panels to show. */
const watcher: BusObject = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};

/** After each of these it is asked again. */
const news = [
  'StatusNotifierHostRegistered',
  'StatusNotifierHostUnregistered',
  'StatusNotifierItemRegistered',
  'StatusNotifierItemUnregistered',
];

/**
 * Calls `listener` with what is known of the tray, and after each change. On Linux that is what the watcher on the session
 * bus says: an icon in no panel would be an app that nobody finds again. Not every watcher takes the icon of every
 * Electron (electron/electron#53213), and one that was taken may be empty (#54181), so it is looked for in the list. A
 * panel that knows only the older icons of X counts as none. Windows always has a tray. Answers the function that stops it.
 */
export function followTrayHost(
  system: NodeJS.Platform,
  environment: Environment,
  openBus: (kind: 'session', environment: Environment) => Promise<Bus | null>,
  listener: (host: TrayHost) => void,
): () => void {
  if (system !== 'linux') {
    listener({ isThere: system === 'win32', showsOurs: system === 'win32' });
    return () => {};
  }
  let bus: Bus | null = null;
  let isStopped = false;
  let asked = 0;

  async function ask(bus: Bus): Promise<void> {
    asked += 1;
    const number = asked;
    const isThere = (await bus.getProperty(watcher, 'IsStatusNotifierHostRegistered')) === true;
    const showsOurs = isThere && (await hasOurs(bus));
    // A later question has the newer answer.
    if (!isStopped && number === asked) listener({ isThere, showsOurs });
  }

  async function begin(): Promise<void> {
    const opened = await openBus('session', environment);
    if (isStopped || opened === null) {
      opened?.close();
      return;
    }
    bus = opened;
    for (const member of news) opened.onSignal({ ...watcher, member }, () => void ask(opened));
    // A panel that crashes takes the watcher along, and says nothing.
    opened.onSignal({ ...daemon, member: 'NameOwnerChanged' }, ([name]) => {
      if (name === watcher.destination) void ask(opened);
    });
    await ask(opened);
  }

  void begin();
  return () => {
    isStopped = true;
    bus?.close();
  };
}

/** Whether people can reach an app without its window: by the icon in a tray, or on macOS in the dock, which needs none. */
export async function findReachable(
  system: NodeJS.Platform,
  whenTrayShown: () => Promise<boolean>,
): Promise<boolean> {
  return system === 'darwin' || (await whenTrayShown());
}

/** Whether an icon of this process is in the list, and is more than a name. */
async function hasOurs(bus: Bus): Promise<boolean> {
  const items = await bus.getProperty(watcher, 'RegisteredStatusNotifierItems');
  if (!Array.isArray(items)) return false;
  for (const item of items) {
    // Watchers write the name of the program and the path of the icon in one, some with a sign between.
    const [, destination = '', path = '/StatusNotifierItem'] =
      /^([^/@]+)@?(\/.+)?$/.exec(String(item)) ?? [];
    const owner = await bus.call({
      ...daemon,
      member: 'GetConnectionUnixProcessID',
      signature: 's',
      values: [destination],
    });
    if (owner?.[0] !== process.pid) continue;
    const icon = { destination, path, interface: 'org.kde.StatusNotifierItem' };
    if ((await bus.getProperty(icon, 'Id')) !== undefined) return true;
  }
  return false;
}
