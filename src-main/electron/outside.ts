import { app, type BrowserWindow, Menu, Notification, nativeImage, Tray } from 'electron';
import { within } from '../common/within.ts';
import type { Notice } from '../desk/attention.ts';
import type { Outside, OutsideView } from '../platform.ts';
import type { OutsideSettings } from '../start/start-options.ts';
import { badgeOf, drawBadge } from './badge.ts';
import { outsideMenu } from './menu.ts';
import type { TrayHost } from './tray-host.ts';

/** What it is shown with. */
interface OutsideNeeds {
  readonly manners: OutsideSettings;
  /** Whether the app ends with its menu's *Quit*: an app of somebody else has its own. */
  readonly ownsApp: boolean;
  /** Absolute path of the product mark. */
  readonly icon: string;
  readonly currentWindow: () => BrowserWindow | null;
  readonly showWindow: () => void;
  /** Tells from now on what is known of the tray; answers the function that stops it. */
  readonly followTrayHost: (listener: (host: TrayHost) => void) => () => void;
  /** Shows a notification where Electron's way is not taken; null: it is. */
  readonly showNotice: ((notice: Notice) => () => void) | null;
}

/** What is known of the icon in the tray. */
export interface TrayFacts {
  /** Whether people can see it, so that the app goes on without its window. */
  isTrayShown(): boolean;
  /** The same, once it is; false after a while: the desktop may start with the app. */
  whenTrayShown(): Promise<boolean>;
}

/** Desktops start their panels before the programs that start with them; a computer is busy when somebody has logged on. */
const trayDeadlineMs = 20_000;

/** In pixels; a panel makes them smaller. */
const iconSide = 32;
const overlaySide = 16;

/**
 * Tray, menu of the dock, badge and notifications, by the system's own means. On macOS the dock's menu takes the place of
 * the tray: the app is in the dock already, and stays there without its window.
 */
export function createOutside(needs: OutsideNeeds): Outside & TrayFacts {
  const { manners } = needs;
  const system = process.platform;
  const held = new Set<Notification>();
  let view: OutsideView | null = null;
  let tray: Tray | null = null;
  let isShown = false;
  const shown = Promise.withResolvers<boolean>();
  let tellChange = () => {};
  let isEnding = false;

  function followTray(host: TrayHost): void {
    if (isEnding) return;
    if (host.isThere && tray === null) {
      tray = new Tray(makeIcon(needs.icon, false));
      tray.on('click', needs.showWindow);
      show();
    } else if (!host.isThere) {
      tray?.destroy();
      tray = null;
    }
    const wasShown = isShown;
    isShown = host.showsOurs;
    if (isShown) shown.resolve(true);
    if (isShown !== wasShown) tellChange();
    // Nobody may be left with an app that is nowhere to be seen.
    const isLost = wasShown && !isShown && needs.currentWindow() === null;
    if (isLost && needs.ownsApp) needs.showWindow();
  }

  function show(): void {
    if (view === null) return;
    const quits = needs.ownsApp && system !== 'darwin';
    const rows = outsideMenu(view, { quit: quits ? () => app.quit() : null, after: show });
    if (manners.tray && system === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(rows));
    if (tray !== null) {
      tray.setImage(makeIcon(needs.icon, view.attentions > 0));
      tray.setToolTip(view.description);
      tray.setContextMenu(Menu.buildFromTemplate(rows));
    }
    if (manners.badge) showBadge(view, needs.currentWindow());
  }

  return {
    begin(onTrayChanged) {
      tellChange = onTrayChanged;
      // Each window has an overlay of its own.
      if (manners.badge && system === 'win32') app.on('browser-window-created', show);
      if (!manners.tray || system === 'darwin') return;
      const stop = needs.followTrayHost(followTray);
      app.once('before-quit', () => {
        isEnding = true;
        stop();
      });
    },
    show(next) {
      view = next;
      show();
    },
    isTrayShown: () => isShown,
    whenTrayShown: () => within(trayDeadlineMs, shown.promise, () => false),
    notify(notice) {
      if (!manners.notifications) return () => {};
      if (needs.showNotice !== null) return needs.showNotice(notice);
      if (!Notification.isSupported()) return () => {};
      const notification = showNotice(notice);
      // One that nothing holds is collected, and its click goes nowhere.
      held.add(notification);
      return () => {
        held.delete(notification);
        notification.close();
      };
    },
  };
}

function showNotice({ title, body, onClick }: Notice): Notification {
  const notification = new Notification({ title, body });
  notification.on('click', onClick);
  notification.show();
  return notification;
}

/** The mark, with a badge drawn on it while something needs the person. */
function makeIcon(path: string, hasBadge: boolean) {
  const mark = nativeImage.createFromPath(path).resize({ width: iconSide, height: iconSide });
  if (!hasBadge) return mark;
  const size = { width: iconSide, height: iconSide };
  return nativeImage.createFromBitmap(drawBadge(mark.toBitmap(), iconSide), size);
}

function showBadge({ attentions, description }: OutsideView, window: BrowserWindow | null): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(attentions);
    return;
  }
  const size = { width: overlaySide, height: overlaySide };
  const overlay = attentions > 0 ? nativeImage.createFromBitmap(badgeOf(overlaySide), size) : null;
  window?.setOverlayIcon(overlay, attentions > 0 ? description : '');
}
