import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { type Bus, hasOwner, openBus } from '../../../src-main/electron/linux-bus.ts';
import { waitUntil } from '../../support/wait-until.ts';
import type { Desktop } from './desktop.ts';
import { picturesFolder, takesPictures } from './take-picture.ts';

const run = promisify(execFile);

/** One panel at the top of the screen with nothing in it but the tray. */
const panelSettings = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
`;

const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};

/** A node of a menu as `com.canonical.dbusmenu` tells it. */
type MenuNode = readonly [
  id: number,
  facts: Readonly<Record<string, unknown>>,
  children: readonly MenuNode[],
];

/** A row of the icon's menu, as the panel gets it. */
export interface TrayRow {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
}

/** A real panel and a real daemon for notifications, on the session bus of a desktop. */
export interface Panel {
  /** Rows of the one icon; none while there is no icon. */
  rows(): Promise<readonly TrayRow[]>;
  /** Chooses the row whose label matches, once it is there, as a click on it does. */
  choose(label: RegExp): Promise<void>;
  /** Waits until a row matches; `isMarked`: and is the marked one; null: until none does. */
  waitForRow(label: RegExp, isMarked?: true | null): Promise<void>;
  /** The texts of all notifications that were shown, the newest first; those in sight are put away. */
  notifications(): Promise<readonly string[]>;
  /** Clicks on the newest notification that was shown. */
  clickNotification(): Promise<void>;
  /** Takes a picture for the documentation, if pictures are taken: of the open menu, or of the notification in sight. */
  takePicture(name: 'tray' | 'notification'): Promise<void>;
  /** Lets the panel die, as a crash does. */
  kill(): Promise<void>;
}

/** Runs `use` on a desktop with a panel, and takes it away afterwards. */
export async function withPanel<T>(
  { keyring, folder }: Desktop,
  use: (panel: Panel) => Promise<T>,
): Promise<T> {
  const config = join(folder, 'panel');
  const channels = join(config, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  await mkdir(channels, { recursive: true });
  await writeFile(join(channels, 'xfce4-panel.xml'), panelSettings);
  const bus = keyring.env.DBUS_SESSION_BUS_ADDRESS;
  const env = {
    ...process.env,
    DBUS_SESSION_BUS_ADDRESS: bus,
    XDG_CONFIG_HOME: config,
    XDG_CACHE_HOME: join(config, 'cache'),
    GIO_USE_VFS: 'local',
    NO_AT_BRIDGE: '1',
  };
  const start = (program: string, ...args: readonly string[]) =>
    spawn(program, args, { env, detached: true, stdio: 'ignore' });
  const client = await openBus('session', { DBUS_SESSION_BUS_ADDRESS: bus });
  if (client === null) throw new Error('There is no session bus.');
  const settings = start('/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd');
  await waitUntil(() => hasOwner(client, 'org.xfce.Xfconf'), 'the settings of the panel');
  const panel = start('xfce4-panel', '--disable-wm-check');
  const dunst = start('dunst');
  try {
    await waitUntil(async () => {
      return (await client.getProperty(watcher, 'IsStatusNotifierHostRegistered')) === true;
    }, 'a panel that shows icons');
    return await use(createPanel(client, env, () => endProcessGroup(panel)));
  } finally {
    client.close();
    for (const child of [dunst, panel, settings]) await endProcessGroup(child);
  }
}

function createPanel(
  bus: Bus,
  env: Readonly<Record<string, string | undefined>>,
  kill: () => Promise<void>,
): Panel {
  /** The menu of the one icon; null: there is none. */
  async function findMenu() {
    const items = await bus.getProperty(watcher, 'RegisteredStatusNotifierItems');
    const [first] = Array.isArray(items) ? items : [];
    const [, destination = '', path = ''] = /^([^/]+)(\/.*)$/.exec(String(first)) ?? [];
    if (path === '') return null;
    const item = { destination, path, interface: 'org.kde.StatusNotifierItem' };
    const menu = await bus.getProperty(item, 'Menu');
    return typeof menu === 'string'
      ? { destination, path: menu, interface: 'com.canonical.dbusmenu' }
      : null;
  }

  async function rows(): Promise<readonly TrayRow[]> {
    const menu = await findMenu();
    if (menu === null) return [];
    const answer = await bus.call({
      ...menu,
      member: 'GetLayout',
      signature: 'iias',
      values: [0, -1, []],
    });
    return readRows(answer);
  }

  async function find(label: RegExp, isChecked: boolean | null): Promise<TrayRow> {
    let found: TrayRow | undefined;
    let seen: readonly TrayRow[] = [];
    await waitUntil(
      async () => {
        seen = await rows();
        found = seen.find(
          (row) => label.test(row.label) && (isChecked ?? row.isChecked) === row.isChecked,
        );
        return found !== undefined;
      },
      () => `${label}${isChecked ? ', marked' : ''}, in the tray; it has ${JSON.stringify(seen)}`,
    );
    if (found === undefined) throw new Error('no row');
    return found;
  }

  const dunstctl = async (...args: readonly string[]) =>
    (await run('dunstctl', args, { env })).stdout;

  const isNoticed = async () => (await dunstctl('count', 'displayed')).trim() !== '0';

  return {
    rows,
    async choose(label) {
      const { id } = await find(label, null);
      const menu = await findMenu();
      if (menu === null) throw new Error('The icon is gone.');
      const values = [id, 'clicked', ['s', ''], 0];
      await bus.call({ ...menu, member: 'Event', signature: 'isvu', values });
    },
    async waitForRow(label, isMarked) {
      if (isMarked !== null) return void (await find(label, isMarked ?? null));
      await waitUntil(
        async () => !(await rows()).some((row) => label.test(row.label)),
        `no ${label} in the tray`,
      );
    },
    async notifications() {
      // One that should not be there would come a moment after the tray has changed.
      await pause(500);
      await dunstctl('close-all');
      const history = JSON.parse(await dunstctl('history')) as {
        data: readonly (readonly {
          readonly summary: { readonly data: string };
          readonly body: { readonly data: string };
        }[])[];
      };
      return history.data.flat().map(({ summary, body }) => `${summary.data}: ${body.data}`);
    },
    async clickNotification() {
      await waitUntil(isNoticed, 'a notification');
      await dunstctl('action', '0');
    },
    async takePicture(name) {
      if (!takesPictures) return;
      const ask = (program: string, ...args: readonly string[]) => run(program, args, { env });
      const isMenu = name === 'tray';
      if (isMenu) await ask('xdotool', 'mousemove', '16', '16', 'click', '3');
      else await waitUntil(isNoticed, 'a notification');
      // Menus and notifications fade in.
      await pause(1_000);
      const file = join(picturesFolder, `${name}.png`);
      const area = isMenu ? '250x222+0+0' : '330x76+1265+45';
      await ask('import', '-window', 'root', '-crop', area, '+repage', '-colors', '64', file);
      if (isMenu) await ask('xdotool', 'key', 'Escape');
    },
    kill,
  };
}

/** The rows of `GetLayout`: a revision, and the root with its children. */
function readRows(answer: readonly unknown[] | null): readonly TrayRow[] {
  const [, , children = []] = (answer?.[1] ?? []) as MenuNode;
  return children
    .filter(([, facts]) => facts.type !== 'separator')
    .map(([id, facts]) => ({
      id,
      // An underscore would mark the next letter as a key.
      label: String(facts.label ?? '').replaceAll('__', '_'),
      isEnabled: facts.enabled !== false,
      isChecked: facts['toggle-state'] === 1,
    }));
}
