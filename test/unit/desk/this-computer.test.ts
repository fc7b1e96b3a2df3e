import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Autostart, createDeskSettings } from '../../../src-main/desk/desk-settings.ts';
import { takeFirstSignIn } from '../../../src-main/desk/first-sign-in.ts';
import {
  createAutostart,
  desktopEntry,
  isHiddenStart,
  type OwnStart,
} from '../../../src-main/electron/autostart.ts';
import {
  createLogonNameReader,
  type LogonSystem,
  realLogonSystem,
} from '../../../src-main/electron/logon-name.ts';
import type { EffectivePolicy } from '../../../src-main/policy/effective-policy.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { open, sampleAccount, sampleChoice } from '../preferences/sample.ts';

type PolicyChange = Partial<EffectivePolicy>;

function createFakePolicy(change: PolicyChange = {}) {
  let policy: EffectivePolicy = { ...builtInPolicy, ...change };
  const listeners = new Set<(policy: EffectivePolicy) => void>();
  return {
    current: () => policy,
    onChange(listener: (policy: EffectivePolicy) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change: PolicyChange) {
      policy = { ...builtInPolicy, ...change };
      for (const listener of listeners) listener(policy);
    },
  };
}

/** A system that keeps one entry, or refuses to. */
function createFakeSystem(isOn = false) {
  const system = { isOn, refuses: false, written: [] as boolean[], tell: () => {} };
  const autostart: Autostart = {
    read: async () => system.isOn,
    async write(on) {
      system.written.push(on);
      if (system.refuses) throw new Error('EACCES');
      system.isOn = on;
    },
    onPossibleChange(listener) {
      system.tell = listener;
      return () => {};
    },
  };
  return { system, autostart };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

interface Desk {
  readonly settings: ReturnType<typeof createDeskSettings>;
  readonly system: ReturnType<typeof createFakeSystem>['system'];
  readonly policy: ReturnType<typeof createFakePolicy>;
  readonly tray: { isShown: boolean };
  /** The app once more, with what it has kept. */
  again(): Desk;
}

function withDesk(
  use: (desk: Desk) => Promise<void>,
  change: PolicyChange = {},
  isOn = false,
): Promise<void> {
  return withTempFolder(async (folder) => {
    const { system, autostart } = createFakeSystem(isOn);
    const policy = createFakePolicy(change);
    const tray = { isShown: true };
    const start = (): Desk => ({
      settings: createDeskSettings({
        policy,
        preferences: open(folder),
        autostart,
        staysInTray: () => tray.isShown,
      }),
      system,
      policy,
      tray,
      again: start,
    });
    await use(start());
  });
}

const enforced = (change: PolicyChange): PolicyChange => ({
  ...change,
  enforced: Object.keys(change) as (keyof typeof change & EffectivePolicy['enforced'][number])[],
});
const onByDefault = { startWithComputer: true };

describe('a setting of this computer', () => {
  test('is what policy says as a default until the person sets it, and then what they set, also after a restart', () =>
    withDesk(
      async ({ settings, again }) => {
        expect(settings.view().notifications).toEqual({ on: false, locked: false });
        settings.setNotifications(true);
        for (const each of [settings, again().settings]) {
          expect(each.view().notifications).toEqual({ on: true, locked: false });
          expect(each.mayNotify()).toBe(true);
        }
      },
      { notificationsAllowed: false },
    ));

  test.each([true, false])(
    'is locked to %s where that is enforced, and main refuses another',
    (on) =>
      withDesk(async ({ settings, policy }) => {
        settings.setNotifications(!on);
        policy.set(enforced({ notificationsAllowed: on, startWithComputer: on }));
        expect(settings.view().notifications).toEqual({ on, locked: true });
        expect(settings.mayNotify()).toBe(on);
        expect(() => settings.setNotifications(!on)).toThrow('blocked-by-policy');
        await expect(settings.setStartWithComputer(!on)).rejects.toThrow('blocked-by-policy');
        policy.set({});
        expect(settings.view().notifications).toEqual({ on: !on, locked: false });
      }),
  );
});

describe('starting with the computer', () => {
  test('is what the system says, also when the person has changed it there', () =>
    withDesk(async ({ settings, system }) => {
      await settings.start();
      await settings.setStartWithComputer(true);
      expect(settings.view().startWithComputer).toEqual({ on: true, locked: false });
      system.isOn = false;
      system.tell();
      await settled();
      expect(settings.view().startWithComputer).toEqual({ on: false, locked: false });
    }));

  test('once taken out of the system by the person, it is not put back at the next start', () =>
    withDesk(async ({ settings, system, again }) => {
      await settings.start();
      await settings.setStartWithComputer(true);
      system.isOn = false;
      const next = again();
      await next.settings.start();
      expect([system.isOn, next.settings.view().startWithComputer?.on]).toEqual([false, false]);
    }));

  test('a system that refuses leaves the switch as it is, with a code', () =>
    withDesk(async ({ settings, system }) => {
      await settings.start();
      system.refuses = true;
      const refused = { code: 'autostart-unchanged' };
      await expect(settings.setStartWithComputer(true)).rejects.toMatchObject(refused);
      expect(settings.view().startWithComputer).toEqual({ on: false, locked: false });
    }));

  test('enforced on it is set at each start, enforced off it is taken away, also while the app runs', () =>
    withDesk(async ({ settings, system, policy, again }) => {
      await settings.start();
      expect(system.isOn).toBe(true);
      system.isOn = false;
      await again().settings.start();
      expect(system.isOn).toBe(true);
      policy.set(enforced({ startWithComputer: false }));
      await settled();
      expect(system.isOn).toBe(false);
    }, enforced(onByDefault)));

  test('as a default it is set once; who has turned it off keeps it off', () =>
    withDesk(async ({ settings, system, again }) => {
      await settings.start();
      expect(system.isOn).toBe(true);
      await settings.setStartWithComputer(false);
      await again().settings.start();
      expect(system.isOn).toBe(false);
    }, onByDefault));

  test.each([
    ['nobody had set', false, null],
    ['the person had turned off', false, false],
    ['the person had turned on', true, true],
  ])('what an enforced policy has changed goes with the policy: %s', (_, before, chosen) =>
    withDesk(async ({ settings, system, policy, again }) => {
      await settings.start();
      if (chosen !== null) await settings.setStartWithComputer(chosen);
      policy.set(enforced({ startWithComputer: !before }));
      await settled();
      expect(system.isOn).toBe(!before);
      // A place that cannot be read may hold it still.
      policy.set({ unread: { kind: 'file', isMachine: true } });
      await again().settings.start();
      expect(system.isOn).toBe(!before);
      policy.set({});
      await again().settings.start();
      expect(system.isOn).toBe(before);
    }),
  );

  test('what the person has set up in the system is not touched without a policy', () =>
    withDesk(
      async ({ settings, system }) => {
        await settings.start();
        expect(system.isOn).toBe(true);
        // The app may have moved.
        expect(system.written).toEqual([true]);
      },
      {},
      true,
    ));

  test('what the person sets up in the system after a policy is gone is theirs', () =>
    withDesk(async ({ settings, system, policy, again }) => {
      await settings.start();
      // They had taken out by hand what the policy had set.
      system.isOn = false;
      policy.set({});
      await settled();
      system.isOn = true;
      await again().settings.start();
      expect(system.isOn).toBe(true);
    }, enforced(onByDefault)));

  test('set by policy it is told until read, and never again', () =>
    withDesk(async ({ settings, again }) => {
      await settings.start();
      expect(settings.view().notice).toBe('starts-with-computer');
      const next = again().settings;
      await next.start();
      expect(next.view().notice).toBe('starts-with-computer');
      next.dismissNotice();
      expect([next.view().notice, again().settings.view().notice]).toEqual([null, null]);
    }, enforced(onByDefault)));

  test('is told when policy changes it, and not where the person had set the same', () =>
    withDesk(async ({ settings, policy }) => {
      await settings.start();
      await settings.setStartWithComputer(true);
      policy.set(enforced(onByDefault));
      await settled();
      expect(settings.view().notice).toBeNull();
      policy.set({});
      await settled();
      await settings.setStartWithComputer(false);
      policy.set(enforced(onByDefault));
      await settled();
      expect(settings.view().notice).toBe('starts-with-computer');
    }));

  test('goes with everything else of the person, and it is told whether it went', () =>
    withDesk(async ({ settings, system }) => {
      await settings.setStartWithComputer(true);
      system.refuses = true;
      expect(await settings.remove()).toBe(false);
      system.refuses = false;
      expect([await settings.remove(), system.isOn]).toEqual([true, false]);
    }));
});

test('a window that closes into the tray is noted as a first time once, and told while there is a tray', () =>
  withDesk(async ({ settings, tray, again }) => {
    expect(settings.view().notice).toBeNull();
    expect([settings.noteStayedInTray(), settings.noteStayedInTray()]).toEqual([true, false]);
    const next = again().settings;
    expect([next.view().notice, next.noteStayedInTray()]).toEqual(['stays-in-tray', false]);
    tray.isShown = false;
    expect(next.view().notice).toBeNull();
    tray.isShown = true;
    next.dismissNotice();
    expect(again().settings.view().notice).toBeNull();
  }));

describe('StartSignIn=once', () => {
  const once: PolicyChange = { startSignIn: 'once', allowedProviders: ['microsoft'] };
  function take(folder: string, change: PolicyChange = once) {
    const preferences = open(folder);
    const policy = createFakePolicy(change);
    const { accounts: index, choices } = preferences;
    return takeFirstSignIn({ policy, preferences, index, choices });
  }

  test('names the one allowed provider at the very first start, and never again, whatever became of it', () =>
    withTempFolder(async (folder) => {
      expect([take(folder), take(folder), take(folder)]).toEqual(['microsoft', null, null]);
    }));

  test.each<[string, PolicyChange]>([
    ['is off', { startSignIn: 'off' }],
    ['leaves several providers', { allowedProviders: ['google', 'microsoft'] }],
    ['allows none', { allowedProviders: [] }],
    ['makes a shared computer', { keepSignedIn: false }],
    ['cannot be read', { unread: { kind: 'file', isMachine: true } }],
  ])('nothing begins while policy %s, and it can still be the first time afterwards', (_, change) =>
    withTempFolder(async (folder) => {
      expect([take(folder, { ...once, ...change }), take(folder)]).toEqual([null, 'microsoft']);
    }),
  );

  test('is over for whoever has signed in before, also when the account was removed since', () =>
    withTempFolder(async (folder) => {
      const { accounts } = open(folder);
      accounts.put(sampleAccount('a1'));
      expect(take(folder)).toBeNull();
      open(folder).accounts.remove('a1');
      expect(take(folder)).toBeNull();
    }));

  test('is over where a choice is remembered', () =>
    withTempFolder(async (folder) => {
      open(folder).choices.set('key', sampleChoice);
      expect(take(folder)).toBeNull();
    }));

  test('is over where settings were lost: they may have known somebody', () =>
    withTempFolder(async (folder) => {
      open(folder);
      for (const name of ['preferences.json', 'accounts-backup.json'])
        writeFileSync(join(folder, name), '{');
      expect(open(folder).notices()).toEqual(['reset']);
      expect(take(folder)).toBeNull();
    }));

  test('nothing begins where that cannot be written down', () => {
    const flush = { getDesk: () => open('/nowhere').getDesk(), setDesk() {}, notices: () => [] };
    const nobody = { list: () => [] };
    const preferences = { ...flush, flush: () => false };
    const policy = createFakePolicy(once);
    expect(takeFirstSignIn({ policy, preferences, index: nobody, choices: nobody })).toBeNull();
  });
});

/** Electron's `app` as far as it is asked here, with what Windows or macOS would keep. */
function createFakeApp(isPackaged: boolean) {
  const written: object[] = [];
  const found = {
    status: 'not-registered',
    wasOpenedAtLogin: false,
    executableWillLaunchAtLogin: false,
  };
  return {
    written,
    found,
    isPackaged,
    getAppPath: () => '/home/ana/my project',
    getLoginItemSettings: () => found,
    setLoginItemSettings: (settings: object) => void written.push(settings),
  };
}

const nothing = () => () => {};

function ownStart(more: Partial<OwnStart> = {}): OwnStart {
  return {
    platform: 'linux',
    app: createFakeApp(true),
    argv: [process.execPath],
    env: {},
    ...more,
  };
}

describe('the autostart entry of a desktop', () => {
  const entryIn = (folder: string) =>
    join(folder, 'autostart', 'com.net2phone.sonar.login.desktop');
  function entryOf(folder: string, more: Partial<OwnStart> = {}) {
    const env = { XDG_CONFIG_HOME: folder, ...more.env };
    const found = createAutostart(ownStart({ ...more, env }), nothing);
    if (found === null) throw new Error('there is none');
    return found;
  }
  const execIn = (folder: string) =>
    /^Exec=(.*)$/m.exec(readFileSync(entryIn(folder), 'utf8'))?.[1];

  test('is written for this person alone, starts the program hidden, and is gone again', () =>
    withTempFolder(async (folder) => {
      const entry = entryOf(folder);
      expect(await entry.read()).toBe(false);
      await entry.write(true);
      expect(await entry.read()).toBe(true);
      expect(execIn(folder)).toBe(`${process.execPath} --hidden`);
      expect(statSync(entryIn(folder)).mode & 0o777).toBe(0o600);
      await entry.write(false);
      expect([await entry.read(), existsSync(entryIn(folder))]).toEqual([false, false]);
      await entry.write(false);
    }));

  test('of an AppImage starts the image, and not what is mounted while it runs', () =>
    withTempFolder(async (folder) => {
      const env = {
        APPIMAGE: '/home/ana/My Apps/Sonar.AppImage',
        APPDIR: join(process.execPath, '..'),
      };
      await entryOf(folder, { env }).write(true);
      expect(execIn(folder)).toBe('"/home/ana/My Apps/Sonar.AppImage" --hidden');
    }));

  test('of an unpackaged run names the folder of the app, and keeps what root needs', () =>
    withTempFolder(async (folder) => {
      const argv = ['electron', '.', '--no-sandbox', '--remote-debugging-port=0', '--hidden'];
      await entryOf(folder, { app: createFakeApp(false), argv }).write(true);
      expect(execIn(folder)).toBe(
        `${process.execPath} "/home/ana/my project" --no-sandbox --hidden`,
      );
    }));

  test.each([['Hidden=true'], ['X-GNOME-Autostart-enabled=false'], ['Hidden = true ']])(
    'with %s, as the desktop’s own settings write it, counts as off, and the switch writes it anew',
    (line) =>
      withTempFolder(async (folder) => {
        const entry = entryOf(folder);
        await entry.write(true);
        const text = readFileSync(entryIn(folder), 'utf8').replace(/^X-GNOME.*$/m, line);
        writeFileSync(entryIn(folder), text);
        expect(await entry.read()).toBe(false);
        await entry.write(true);
        expect(await entry.read()).toBe(true);
      }),
  );

  test('keeps what the person has changed in it, until it would start something else', () =>
    withTempFolder(async (folder) => {
      const entry = entryOf(folder);
      await entry.write(true);
      const changed = `${readFileSync(entryIn(folder), 'utf8')}X-GNOME-Autostart-Delay=20\n`;
      writeFileSync(entryIn(folder), changed);
      await entry.write(true);
      expect(readFileSync(entryIn(folder), 'utf8')).toBe(changed);
      writeFileSync(entryIn(folder), changed.replace(process.execPath, '/old/sonar-login'));
      await entry.write(true);
      expect(execIn(folder)).toBe(`${process.execPath} --hidden`);
    }));

  test.each([
    ['a file of something else', '[Other]\nExec=x\n'],
    ['no text', '\0\0\0'],
    ['nothing', ''],
  ])('that holds %s counts as off', (_, text) =>
    withTempFolder(async (folder) => {
      mkdirSync(join(folder, 'autostart'));
      writeFileSync(entryIn(folder), text);
      expect(await entryOf(folder).read()).toBe(false);
    }),
  );

  test('that the folder does not take is refused, and nothing is left beside it', () =>
    withTempFolder(async (folder) => {
      writeFileSync(join(folder, 'autostart'), '');
      await expect(entryOf(folder).write(true)).rejects.toThrow();
      chmodSync(folder, 0o700);
    }));

  test('quotes as the specification says, twice over', () => {
    const exec = (...words: string[]) => /^Exec=(.*)$/m.exec(desktopEntry(words))?.[1];
    expect(exec('/opt/Sonar/sonar-login', '--hidden')).toBe('/opt/Sonar/sonar-login --hidden');
    expect(exec('/a b')).toBe('"/a b"');
    expect(exec('/a"b`c$d\\e')).toBe('"/a\\\\"b\\\\`c\\\\$d\\\\\\\\e"');
    expect(exec('/a', '/50%')).toBe('/a /50%%');
    expect(exec("/it's", '--x=é')).toBe('"/it\'s" "--x=é"');
    // GLib looks for a program with both of the signs in its name.
    for (const path of ['/a\nExec=evil', '/a=b', '/a\u0000', '/50%']) {
      expect(() => desktopEntry([path])).toThrow();
    }
  });
});

describe('login items', () => {
  test('of Windows start the program hidden, under the name that the uninstaller knows', async () => {
    const app = createFakeApp(true);
    const entry = createAutostart(ownStart({ platform: 'win32', app }), nothing);
    await entry?.write(true);
    await entry?.write(false);
    const item = { args: ['--hidden'], name: 'com.net2phone.sonar.login', enabled: true };
    expect(app.written).toEqual([
      { openAtLogin: true, ...item },
      { openAtLogin: false, ...item },
    ]);
    expect(await entry?.read()).toBe(false);
    app.found.executableWillLaunchAtLogin = true;
    expect(await entry?.read()).toBe(true);
  });

  test.each([
    ['enabled', true],
    ['requires-approval', false],
    ['not-registered', false],
    ['not-found', false],
  ])('of macOS that are %s count as %s', async (status, isOn) => {
    const app = createFakeApp(true);
    const entry = createAutostart(ownStart({ platform: 'darwin', app }), nothing);
    await entry?.write(true);
    expect(app.written).toEqual([{ openAtLogin: true }]);
    app.found.status = status;
    expect(await entry?.read()).toBe(isOn);
  });

  test.each(['win32', 'darwin'] as const)('on %s an unpackaged run has none', (platform) => {
    expect(createAutostart(ownStart({ platform, app: createFakeApp(false) }), nothing)).toBeNull();
  });
});

test('a start is hidden with the switch alone, or when macOS opened the app at log-in', () => {
  const hidden = (...argv: string[]) => isHiddenStart(ownStart({ argv: ['sonar-login', ...argv] }));
  expect([hidden('--hidden'), hidden('--no-sandbox', '--HIDDEN')]).toEqual([true, true]);
  expect([hidden(), hidden('--hidden=1'), hidden('hidden')]).toEqual([false, false, false]);
  const app = createFakeApp(true);
  app.found.wasOpenedAtLogin = true;
  expect(isHiddenStart(ownStart({ app, platform: 'darwin' }))).toBe(true);
  expect(isHiddenStart(ownStart({ app, platform: 'linux' }))).toBe(false);
});

describe('AccountHint=auto', () => {
  function read(more: Partial<LogonSystem>) {
    return createLogonNameReader({
      platform: 'linux',
      env: {},
      userName: () => 'ana',
      run: async () => '',
      ...more,
    })();
  }

  test.each([
    ['ana@northwind.example', 'ana@northwind.example'],
    ['Ana.Ruiz@NORTHWIND.example\r\n', 'ana.ruiz@northwind.example'],
    ['ana', null],
    ['', null],
    ['NORTHWIND\\ana', null],
    ['ana@northwind', null],
    ['ana@northwind.local', null],
    ['ana@corp.lan', null],
    ['ana@northwind.example rest', null],
    ['and\u00e9@northwind.example', null],
    ['@northwind.example', null],
    ['a@b@northwind.example', null],
    ['auto', null],
  ])('of the log-on %j it suggests %j', async (name, hint) => {
    expect(await read({ userName: () => name })).toBe(hint);
    expect(await read({ platform: 'win32', run: async () => name })).toBe(hint);
  });

  test('asks Windows by the whole path of its own program, once', async () => {
    const asked: unknown[] = [];
    const system: LogonSystem = {
      platform: 'win32',
      env: { SystemRoot: 'D:\\Windows', PATH: 'C:\\Users\\ana' },
      userName: () => 'wrong@northwind.example',
      async run(...call) {
        asked.push(call);
        return 'ana@northwind.example';
      },
    };
    const readName = createLogonNameReader(system);
    expect(await Promise.all([readName(), readName()])).toEqual(
      Array(2).fill('ana@northwind.example'),
    );
    expect(asked).toEqual([['D:\\Windows\\System32\\whoami.exe', ['/upn'], 2_000]]);
  });

  test('suggests nobody where the system has no name, refuses, or is macOS', async () => {
    const refuses = () => {
      throw new Error('ENOENT');
    };
    expect(await read({ userName: refuses })).toBeNull();
    expect(await read({ platform: 'win32', run: async () => refuses() })).toBeNull();
    expect(await read({ platform: 'darwin', userName: () => 'ana@northwind.example' })).toBeNull();
  });

  test('a system that does not answer is cut off, after two seconds', async () => {
    const limits: number[] = [];
    const run = async (_program: string, _args: readonly string[], limitMs: number) => {
      limits.push(limitMs);
      return '';
    };
    await read({ platform: 'win32', run });
    expect(limits).toEqual([2_000]);
    await expect(realLogonSystem.run('/bin/sleep', ['30'], 200)).rejects.toMatchObject({
      killed: true,
      signal: 'SIGKILL',
    });
  });
});
