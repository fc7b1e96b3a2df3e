import type { Notice } from '../desk/attention.ts';
import { productIdentity } from '../product.ts';
import type { Environment } from '../start/own-environment.ts';
import type { Bus, BusObject } from './linux-bus.ts';

/** Who shows notifications on a desktop of Linux (Desktop Notifications Specification 1.2). */
const daemon: BusObject = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};

/** What a click on the notification itself is called there. */
const clickOnIt = 'default';

/**
 * Shows notifications by the desktop's own program, and keeps nobody waiting for it. Electron waits for each answer, and
 * the whole app with it: a program that hangs was seen to stop Electron 33 for two minutes. The connection is opened with
 * the first notification. Answers what shows one; that answers the function that takes it away.
 */
export function createLinuxNotifier(
  environment: Environment,
  openBus: (kind: 'session', environment: Environment) => Promise<Bus | null>,
): (notice: Notice) => () => void {
  const onClick = new Map<unknown, () => void>();
  let opening: Promise<Bus | null> | null = null;

  async function open(): Promise<Bus | null> {
    const bus = await openBus('session', environment);
    bus?.onSignal({ ...daemon, member: 'ActionInvoked' }, ([id, action]) => {
      if (action === clickOnIt) onClick.get(id)?.();
    });
    bus?.onSignal({ ...daemon, member: 'NotificationClosed' }, ([id]) => onClick.delete(id));
    return bus;
  }

  /** Answers what takes it away, once it is there. */
  async function show(notice: Notice): Promise<() => void> {
    opening ??= open();
    const bus = await opening;
    // A desktop that was not there yet is looked for again with the next one.
    if (bus === null) opening = null;
    const hints = [['desktop-entry', ['s', productIdentity.executable]]];
    const shown = await bus?.call({
      ...daemon,
      member: 'Notify',
      mayStart: true,
      signature: 'susssasa{sv}i',
      // No other notification that it replaces, no icon but that of the desktop entry, and as long as the desktop likes.
      values: [
        productIdentity.name,
        0,
        '',
        notice.title,
        notice.body,
        [clickOnIt, notice.title],
        hints,
        -1,
      ],
    });
    const id = shown?.[0];
    if (id === undefined) return () => {};
    onClick.set(id, notice.onClick);
    return () => {
      onClick.delete(id);
      void bus?.call({
        ...daemon,
        member: 'CloseNotification',
        signature: 'u',
        values: [id],
      });
    };
  }

  return (notice) => {
    const shown = show(notice);
    return () => void shown.then((takeAway) => takeAway());
  };
}
