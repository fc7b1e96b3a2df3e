import type { Locale, Provider } from '../../preload/contract.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { IsOwnPeer } from '../network/peer-owner.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { IdentityProvider } from '../providers/definition.ts';
import type { AccountIndex, RememberedChoices } from '../session/account-index.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import type { Sessions } from '../session/sessions.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import type { AskForSession } from './ask-for-session.ts';
import type { Attempts } from './attempt.ts';
import type { ChangeGuard } from './change-guard.ts';
import type { CurrentView } from './current-view.ts';
import type { Openings } from './opening-limit.ts';
import type { LogSignIn } from './sign-in-log.ts';
import type { UnsentEvidence } from './unsent-evidence.ts';

/** What the use cases of this room work with; built once. */
export interface SignInPorts {
  readonly policy: PolicyReader;
  readonly providers: Readonly<Record<Provider, IdentityProvider>>;
  readonly sonar: SonarService;
  readonly askForSession: AskForSession;
  readonly sessions: Sessions;
  readonly live: LiveSessions;
  readonly index: AccountIndex;
  readonly choices: RememberedChoices;
  readonly credentials: CredentialStore;
  readonly attempts: Attempts;
  readonly unsentEvidence: UnsentEvidence;
  readonly view: CurrentView;
  readonly guard: ChangeGuard;
  /** Whether who connects to the listener of an attempt is the person who runs the app. */
  readonly isOwnPeer: IsOwnPeer;
  readonly openings: Openings;
  readonly copyText: (text: string) => Promise<void>;
  /** Asks where to save a text and saves it; the path, or null when the person changed their mind. */
  readonly saveFile: (suggestedName: string, text: string) => Promise<string | null>;
  /** Removes the copies that were kept of broken settings: they name people. */
  readonly dropKeptFiles: () => void;
  /** Brings the window to the front, once. */
  readonly bringToFront: () => void;
  readonly getLocale: () => Locale;
  readonly log: LogSignIn;
  readonly now: () => number;
}
