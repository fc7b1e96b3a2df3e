import type { Environment } from '../start/own-environment.ts';
import { type Bus, type BusKind, type BusSignal, hasOwner } from './linux-bus.ts';

/** What is heard of the screen. */
interface ScreenNews {
  /** It was locked, or another user took over. */
  locked(): void;
  /** It was unlocked, or this user is back. */
  awake(): void;
}

/** Follows the screen of this session; `canTell`: somebody on this desktop says when it is locked. */
export interface ScreenWatch {
  canTell(): Promise<boolean>;
  close(): void;
}

const login1 = { destination: 'org.freedesktop.login1', path: '/org/freedesktop/login1' };
const manager = { ...login1, interface: 'org.freedesktop.login1.Manager' };
const sessionFace = 'org.freedesktop.login1.Session';

/** Who shows a screen saver or a lock; each desktop has its own. KDE and light-locker take the first name. */
const screenSavers = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'].map(
  (desktop) => `org.${desktop}.ScreenSaver`,
);

/**
 * Hears from this computer's buses when the screen is locked: Electron tells it on Windows and macOS only. logind has
 * what the desktop or `loginctl` says of the session, each desktop's screen saver says it on the person's own bus; not
 * every desktop uses both. What is told twice is heard twice.
 */
export async function watchLinuxScreen(
  open: (kind: BusKind, environment: Environment) => Promise<Bus | null>,
  environment: Environment,
  news: ScreenNews,
): Promise<ScreenWatch> {
  const [system, session] = await Promise.all([
    open('system', environment),
    open('session', environment),
  ]);
  const ownSession = system === null ? null : await findSession(system, environment);
  if (system !== null && ownSession !== null) followLogind(system, ownSession, news);
  if (session !== null) followScreenSavers(session, news);
  return {
    async canTell() {
      if (system !== null && ownSession !== null) {
        const at = { ...login1, path: ownSession, interface: sessionFace };
        if (typeof (await system.getProperty(at, 'LockedHint')) === 'boolean') return true;
      }
      if (session === null) return false;
      const owned = await Promise.all(screenSavers.map((name) => hasOwner(session, name)));
      return owned.includes(true);
    },
    close() {
      system?.close();
      session?.close();
    },
  };
}

/**
 * The object of the session at whose screen the app runs. A desktop that starts apps as services of the person has none
 * of them in a session; then it is the one that logind calls the person's display.
 */
async function findSession(bus: Bus, { XDG_SESSION_ID }: Environment): Promise<string | null> {
  const uid = process.getuid?.() ?? 0;
  const ask = (member: string, signature: string, value: unknown) =>
    bus.call({ ...manager, member, signature, values: [value] });
  const named = XDG_SESSION_ID ? await ask('GetSession', 's', XDG_SESSION_ID) : null;
  const found = named ?? (await ask('GetSessionByPID', 'u', process.pid));
  if (typeof found?.[0] === 'string') return found[0];
  const user = (await ask('GetUser', 'u', uid))?.[0];
  if (typeof user !== 'string') return null;
  const at = { ...login1, path: user, interface: 'org.freedesktop.login1.User' };
  const display = await bus.getProperty(at, 'Display');
  const path: unknown = Array.isArray(display) ? display[1] : null;
  // logind writes `/` for none.
  return typeof path === 'string' && path !== '/' ? path : null;
}

function followLogind(bus: Bus, path: string, { locked, awake }: ScreenNews): void {
  const at = { destination: login1.destination, path };
  const own = { ...at, interface: sessionFace };
  const changes: BusSignal = {
    ...at,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'PropertiesChanged',
  };
  bus.onSignal({ ...own, member: 'Lock' }, locked);
  bus.onSignal({ ...own, member: 'Unlock' }, awake);
  bus.onSignal(changes, ([of, changed]) => {
    if (of !== sessionFace || typeof changed !== 'object' || changed === null) return;
    const { LockedHint, Active } = changed as Readonly<Record<string, unknown>>;
    // Another user at the same computer makes this session inactive.
    if (LockedHint === true || Active === false) locked();
    else if (LockedHint === false || Active === true) awake();
  });
}

function followScreenSavers(bus: Bus, { locked, awake }: ScreenNews): void {
  for (const name of screenSavers) {
    const signal = { destination: name, interface: name, member: 'ActiveChanged' };
    bus.onSignal(signal, ([isActive]) => {
      if (isActive === true) locked();
      else if (isActive === false) awake();
    });
  }
}
