import type { Locale, LoginState } from '../preload/contract/state.ts';
import type { LoginVerbs, WindowContent } from '../preload/contract/verbs.ts';
import type { SpawnChild } from './credentials/keychain-connection.ts';
import type { Notice } from './desk/attention.ts';
import type { Autostart } from './desk/desk-settings.ts';
import type { Fetch } from './network/bounded-fetch.ts';
import type { EffectivePolicy, PolicyReader } from './policy/effective-policy.ts';
import type { MenuEntry } from './session/softphone-sessions.ts';

/**
 * What the product asks of the program that hosts it. `electron/` is the only implementation in the product; tests of
 * whole sign-ins bring one of their own. A function that takes it asks for the members that it uses.
 */
export interface Platform {
  /** The version of the app. */
  readonly version: string;
  /** What the person's other devices call this computer; at most 128 characters. */
  readonly computerName: string;
  /** Absolute path of the folder with the settings of this person. */
  readonly settingsFolder: string;
  readonly now: () => number;
  /** Ends when the host can open windows, and sessions of the network. */
  whenReady(): Promise<unknown>;
  /** Makes the way to the network; call it once. `noteFailure` hears of modes that could not be brought into force. */
  openNetwork(noteFailure: () => void): Network;
  /**
   * Shows an address in the person's browser; rejects when none could be started. Checks nothing about the address.
   * `isPrivate`: in a private window, where the browser is known to have one.
   */
  openBrowser(url: string, isPrivate: boolean): Promise<void>;
  /** Puts a text on the clipboard. */
  copyText(text: string): Promise<void>;
  /** Asks the person where to save a file, and saves it there; the path, or null when they changed their mind. */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<string | null>;
  /** The languages that the person wants of their system, the first one first. */
  languages(): readonly string[];
  /** The address with which the person is logged on to the computer; null: it knows none. Answers within 2 s. */
  readLogonName(): Promise<string | null>;
  /** Starts a program of ours in a process of its own. */
  readonly forkChild: SpawnChild;
  readonly window: PlatformWindow;
  readonly outside: Outside;
  /** What only an app of our own does with the system; null: it is somebody else's. */
  readonly ownApp: OwnApp | null;
  /** Asked from `whenReady` on. */
  readonly power: Power;
  /** Looks for updates as policy wants, where the app may replace itself. */
  followUpdates(updates: {
    readonly policy: PolicyReader;
    readonly holdPartition: Network['holdPartition'];
    /** Hears of a look that failed, and why where a log may hold it. */
    readonly noteFailure: (reason: string | null) => void;
  }): void;
}

/** The app as the system starts it and keeps it. */
export interface OwnApp {
  /** Null: the system cannot start the app as it was started here. */
  readonly autostart: Autostart | null;
  /** The system has started the app with the computer: it is to be there, and nobody is to be disturbed. */
  readonly isHiddenStart: boolean;
  /** Whether a closed window leaves the app in the tray, as things stand. */
  readonly staysInTray: () => boolean;
  /** Whether people can reach the app without its window, in tray or dock; a desktop that starts with it may take a moment. */
  readonly isReachable: () => Promise<boolean>;
}

/** What of the network policy can set. */
export type NetworkModes = Pick<EffectivePolicy, 'proxyMode' | 'certificateMode'>;

/** The network of the app, apart from the window's. */
export interface Network {
  /**
   * System proxy and certificates as policy wants them, no cookies, no cache, no certificate of the person's own, and
   * nothing but reading requests sent twice by the host. Waits until `hold` was called.
   */
  readonly fetch: Fetch;
  /** Holds all requests to these modes from now on; ends when that is so, or was noted as a failure. */
  hold(modes: NetworkModes): Promise<void>;
  /**
   * Holds a partition that a library of ours uses to the same modes; rejects when that cannot be: another certificate
   * mode than its first one waits for the next start of the app.
   */
  holdPartition(name: string): Promise<void>;
  /**
   * Who has issued the certificate that a server shows on this way, if anybody says so; rejects as `fetch` does where it
   * is not believed, or cannot be had.
   */
  readIssuer(url: string, signal: AbortSignal): Promise<string>;
}

/** What the system tells about the computer and the person at it. */
export interface Power {
  /** Listens to the desktop where the host does not, from now on. */
  listen(): void;
  /** Whether anybody on this system says when the screen is locked. */
  canTellOfLock(): Promise<boolean>;
  /** Calls `listener` when the computer woke up or the screen was unlocked. */
  onAwake(listener: () => void): void;
  /** Calls `listener` when the screen was locked or another user took over. */
  onLocked(listener: () => void): void;
  /** Seconds since the last key or pointer movement. */
  idleSeconds(): number;
}

/** The one window. */
interface PlatformWindow {
  /** Opens it, and keeps to its rules until the app ends. */
  open(content: ShownLogin): Promise<void>;
  /** Opens it where it was closed, and brings it to the front; after `open` only. */
  show(): void;
  /** Brings it to the front, once, because an answer has come; opens it where it was closed. */
  bringToFront(): void;
  /** Shows it, or opens it where it was closed, without taking the keyboard from another program. */
  showQuietly(): void;
  isOpen(): boolean;
  isFocused(): boolean;
  /** Gives it the size that its content is made for. */
  fit(content: WindowContent): void;
}

/** Where the app shows itself outside its window; in an app of somebody else only as far as that has asked for it. */
export interface Outside {
  /** Looks for a tray from now on: the window has painted. `onTrayChanged`: it shows the icon, or does so no more. */
  begin(onTrayChanged: () => void): void;
  /** Brings icon, menu and badge up to date. */
  show(view: OutsideView): void;
  /** Shows a notification where the system has them; answers the function that takes it away. */
  notify(notice: Notice): () => void;
}

/** What is to be seen there. */
export interface OutsideView {
  readonly entries: readonly MenuEntry[];
  /** One line for the icon. */
  readonly description: string;
  /** How many things need the person. */
  readonly attentions: number;
  readonly locale: Locale;
}

/** What the window shows, and what it tells of. */
export interface ShownLogin {
  readonly verbs: LoginVerbs;
  readonly getState: () => LoginState;
  /** Calls `listener` after every change of the state. */
  readonly onStateChanged: (listener: () => void) => unknown;
  readonly switchByMenu: (accountId: string) => Promise<void>;
  readonly place: WindowPlaceStore;
  /** Whether it opens at the start, or waits to be shown. */
  readonly opensAtStart: boolean;
  /** Whether the app may go on in the tray when its window is closed; a shared computer forgets everybody then. */
  readonly mayStayInTray: () => boolean;
  /** The window was closed, and the app is in the tray now. */
  readonly noteStayedInTray: () => void;
  /** Run before the app ends, in at most 3 s together. */
  readonly beforeQuit: readonly BeforeQuit[];
  /**
   * Called once, when the window's first view is painted or overdue, when the window was closed before that, or when it
   * waits to be shown: the time to touch keychain and network.
   */
  readonly onPainted: () => void;
  readonly noteRefusal: (refusal: {
    readonly verb: string;
    readonly reason: string;
    readonly suppressed: number;
  }) => void;
  readonly noteRendererGone: (reason: string) => void;
  /** Called before the app, or in another's app the window, ends for it. */
  readonly notePageLost: () => void;
}

/** Something to be done before the app ends: store, kill, close. May be asynchronous; may fail. */
export type BeforeQuit = () => unknown;

/** Where the window is and how large, in device-independent pixels. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

/** Remembers where the window was. */
export interface WindowPlaceStore {
  /** Null: never opened before. */
  read(): WindowPlace | null;
  write(place: WindowPlace): void;
}
