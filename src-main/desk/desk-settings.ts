import { type DeskNotice, type DeskView, deskNotices } from '../../preload/contract/desk.ts';
import { createEmitter } from '../common/emitter.ts';
import { createKeyQueue } from '../common/in-turn.ts';
import { LoginError } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { Preferences } from '../preferences/preferences.ts';

/** How the system starts the app with the computer. */
export interface Autostart {
  /** Whether it does, as the system has it now: people change it in the system's own settings, too. */
  read(): Promise<boolean>;
  /** Has it do so, in the way that the app was started this time, or not any more. Rejects when the system refuses. */
  write(on: boolean): Promise<void>;
  /** Calls `listener` when somebody may have changed it elsewhere; answers the function that stops it. */
  onPossibleChange(listener: () => void): () => void;
}

/** What the settings of the app outside of its window are made of. */
interface DeskSettingsNeeds {
  readonly policy: PolicyReader;
  readonly preferences: Pick<Preferences, 'getDesk' | 'setDesk'>;
  /** Null: the system cannot start the app as it was started here. */
  readonly autostart: Autostart | null;
  /** Whether a closed window leaves the app in the tray, as things stand. */
  readonly staysInTray: () => boolean;
}

/** What the person, or an administrator, has set of the app outside of its window. */
export interface DeskSettings {
  view(): DeskView;
  mayNotify(): boolean;
  /** Throws `blocked-by-policy` where an administrator has set it. */
  setNotifications(on: boolean): void;
  /** The same; `autostart-unchanged` when the system has it otherwise afterwards. */
  setStartWithComputer(on: boolean): Promise<void>;
  /** Says that what `view` tells was read. */
  dismissNotice(): void;
  /** Notes that a closed window has left the app in the tray; true the first time in the life of this profile. */
  noteStayedInTray(): boolean;
  /** Does with the system what policy wants, now and after each change, and looks what it has. Ends after the first time. */
  start(): Promise<void>;
  /** Takes away what the system keeps; for the end of the app on this computer. True: nothing is left. */
  remove(): Promise<boolean>;
  onChange(listener: () => void): () => void;
  close(): void;
}

/** Nothing here touches the system before `start`. */
export function createDeskSettings(needs: DeskSettingsNeeds): DeskSettings {
  const { policy, preferences, autostart } = needs;
  const changed = createEmitter();
  const stops: (() => void)[] = [];
  const queue = createKeyQueue();
  const inTurn = <T>(task: () => Promise<T>) => queue('autostart', task);
  let startsWithComputer: boolean | null = null;

  function lockOf(field: 'notificationsAllowed' | 'startWithComputer') {
    const current = policy.current();
    return { value: current[field], locked: current.enforced.includes(field) };
  }

  function notifications() {
    const { value, locked } = lockOf('notificationsAllowed');
    return { on: locked ? value : (preferences.getDesk().notifications ?? value), locked };
  }

  async function look(from: Autostart): Promise<boolean> {
    const isOn = await from.read().catch(() => false);
    if (isOn !== startsWithComputer) {
      startsWithComputer = isOn;
      changed.emit();
    }
    return isOn;
  }

  /** What is wanted of the system; null: that it stays as it is. */
  function wantedOf(): boolean | null {
    const { value, locked } = lockOf('startWithComputer');
    if (locked) return value;
    // What cannot be read yet may want it as it is.
    if (policy.current().unread !== null) return null;
    const { startWithComputer: chosen, isAutostartByPolicy } = preferences.getDesk();
    // What an enforced policy has changed goes with that policy.
    if (isAutostartByPolicy) return chosen ?? value;
    // A default is what the setting starts with.
    return chosen === null && value ? true : null;
  }

  async function follow(to: Autostart): Promise<void> {
    const isOn = await look(to);
    const wanted = wantedOf() ?? isOn;
    // Written once more where it is on: the app may have moved.
    if (wanted || isOn) await to.write(wanted).catch(() => {});
    if ((await look(to)) !== wanted) return;
    const { locked } = lockOf('startWithComputer');
    if (wanted && !isOn) note('starts-with-computer');
    // The policy has gone, and what it had changed was put back or is the person’s by now.
    const isOver =
      preferences.getDesk().isAutostartByPolicy && !locked && policy.current().unread === null;
    if (wanted !== isOn || isOver) preferences.setDesk({ isAutostartByPolicy: locked });
    if (wanted !== isOn && !locked) preferences.setDesk({ startWithComputer: wanted });
  }

  function note(notice: DeskNotice): boolean {
    const { deskNotices } = preferences.getDesk();
    if (deskNotices[notice] !== undefined) return false;
    preferences.setDesk({ deskNotices: { ...deskNotices, [notice]: 'due' } });
    changed.emit();
    return true;
  }

  function dueNotice(): DeskNotice | null {
    const noted = preferences.getDesk().deskNotices;
    const isDue = (notice: DeskNotice) =>
      noted[notice] === 'due' &&
      (notice === 'stays-in-tray' ? needs.staysInTray() : startsWithComputer === true);
    return deskNotices.find(isDue) ?? null;
  }

  return {
    view: () => ({
      notifications: notifications(),
      startWithComputer:
        autostart === null
          ? null
          : {
              on: startsWithComputer ?? preferences.getDesk().startWithComputer ?? false,
              locked: lockOf('startWithComputer').locked,
            },
      staysInTray: needs.staysInTray(),
      notice: dueNotice(),
    }),
    mayNotify: () => notifications().on,
    setNotifications(on) {
      if (lockOf('notificationsAllowed').locked) throw new LoginError('blocked-by-policy');
      preferences.setDesk({ notifications: on });
      changed.emit();
    },
    async setStartWithComputer(on) {
      if (lockOf('startWithComputer').locked) throw new LoginError('blocked-by-policy');
      if (autostart === null) throw new LoginError('autostart-unchanged');
      await inTurn(async () => {
        let cause: unknown;
        await autostart.write(on).catch((refusal: unknown) => {
          cause = refusal;
        });
        if ((await look(autostart)) !== on) throw new LoginError('autostart-unchanged', {}, cause);
        preferences.setDesk({ startWithComputer: on });
      });
    },
    dismissNotice() {
      const due = dueNotice();
      if (due === null) return;
      const { deskNotices } = preferences.getDesk();
      preferences.setDesk({ deskNotices: { ...deskNotices, [due]: 'told' } });
      changed.emit();
    },
    noteStayedInTray: () => note('stays-in-tray'),
    async start() {
      if (autostart === null) return;
      stops.push(
        policy.onChange(() => void inTurn(() => follow(autostart))),
        autostart.onPossibleChange(() => void inTurn(() => look(autostart))),
      );
      await inTurn(() => follow(autostart));
    },
    async remove() {
      if (autostart === null) return true;
      await autostart.write(false).catch(() => {});
      return !(await autostart.read().catch(() => false));
    },
    onChange: changed.listen,
    close() {
      for (const stop of stops) stop();
      changed.clear();
    },
  };
}
