import type { SelfTestItem } from '../preload/contract/account-pages.ts';
import type { Locale, LoginState } from '../preload/contract/state.ts';
import type { LoginVerbs, WindowContent } from '../preload/contract/verbs.ts';
import type { CredentialStore } from './credentials/credential-store.ts';
import type { Desk } from './desk/desk.ts';
import type { IdleCountdown } from './desk/idle-sign-out.ts';
import type { PolicyReader } from './policy/effective-policy.ts';
import type { Preferences } from './preferences/preferences.ts';
import type { AccountIndex, RememberedChoices } from './session/account-index.ts';
import type { SessionPorts, WithLock } from './session/session-ports.ts';
import type { Softphone } from './session/softphone.ts';
import type { OpenedPage } from './sign-in/openings.ts';
import type { SonarService } from './sonar/sonar-service.ts';
import type { VerbNeeds } from './verbs/verb-table.ts';

/** What the sign-in is built from; every part is replaceable, none is looked up. */
export interface LoginParts
  extends Pick<
    VerbNeeds,
    | 'providers'
    | 'isOwnPeer'
    | 'copyText'
    | 'bringToFront'
    | 'log'
    | 'now'
    | 'readLogonName'
    | 'deskSettings'
  > {
  readonly sonar: SonarService;
  /** Asks where to save a text and saves it; the path, or null when the person changed their mind. */
  readonly saveFile: (suggestedName: string, text: string) => Promise<string | null>;
  /** Opens an address in the system browser; rejects when none could be started. */
  readonly openBrowser: (url: string) => Promise<void>;
  readonly credentials: CredentialStore;
  readonly policy: PolicyReader;
  readonly index: AccountIndex;
  readonly choices: RememberedChoices;
  readonly withLock: WithLock;
  readonly getLocale: () => Locale;
  readonly setLocale: (locale: Locale) => void;
  readonly settings: Pick<
    Preferences,
    'notices' | 'dismissMended' | 'isSaved' | 'onSavedChanged' | 'dropKeptFiles'
  >;
  /** Opens the window if it was closed, and brings it to the front. */
  readonly showWindow: () => Promise<void>;
  readonly isWindowOpen: () => boolean;
  readonly addressOf: (page: OpenedPage) => string;
  readonly fitWindow: (content: WindowContent) => void;
  readonly copyDetails: () => Promise<void>;
  readonly runSelfTest: () => Promise<readonly SelfTestItem[]>;
  readonly supportBundle: VerbNeeds['supportBundle'];
  readonly noteNotRenewed: SessionPorts['noteNotRenewed'];
  readonly noteNotConfirmed: SessionPorts['noteNotConfirmed'];
  readonly appVersion: string;
}

/** The whole sign-in without a window. */
export interface Login {
  readonly verbs: LoginVerbs;
  readonly softphone: Softphone;
  getState(): LoginState;
  /** What the app offers outside its window. */
  readonly desk: Desk;
  /** What the state says of the host is no longer so. */
  noteHostChange(): void;
  /** Calls `listener` after changes, once per turn of the event loop; answers the function that stops it. */
  onStateChanged(listener: () => void): () => void;
  /** Shows who is signed in by what the settings say, for the first paint; touches neither keychain nor network. */
  showKnown(): void;
  /** Renews the sessions of who is signed in, in the background; call it when the window has painted. */
  start(): void;
  /** Tries again whatever is offline: the network is back, or the computer woke up. */
  wake(): void;
  /** Whether there may be something that the next person at the screen could go on with. */
  mayLeaveBehind(): boolean;
  /** Forgets it: nobody has touched the screen for a while. */
  leaveDesk(): void;
  /** The same at once, and ends what asks the person something: the screen was locked. */
  lockScreen(): void;
  /** Signs everybody out and forgets them: the end of a shift on a shared computer. */
  forgetEverybody(): Promise<void>;
  /** The same for good: what the service could not be told of is not kept until it can. */
  forgetAll(): Promise<void>;
  /** What the window shows of the sign-out of a computer that nobody touches. */
  readonly idleCountdown: IdleCountdown;
  /** The app is leaving: nobody signs in any more. */
  endAttempts(): void;
  /** Ends when what was signed in is stored, also by writes to the keychain that nobody waits for any more. */
  flush(): Promise<void>;
  close(): void;
}
