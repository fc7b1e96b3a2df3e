import type { ErrorCode, Failure, Provider } from '../../preload/contract.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Now } from '../network/network.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { IdentityProvider } from '../providers/definition.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import type { AccountIndex } from './account-index.ts';
import type { LiveSessions } from './live-sessions.ts';

/** Runs `action` while no other process of this profile holds the lock of that name. */
export type WithLock = <T>(name: string, action: () => Promise<T>) => Promise<T>;

/** What the steps of this room work with; built once. */
export interface SessionPorts {
  readonly sonar: SonarService;
  readonly providers: Readonly<Record<Provider, IdentityProvider>>;
  readonly credentials: CredentialStore;
  readonly index: AccountIndex;
  readonly live: LiveSessions;
  readonly withLock: WithLock;
  readonly policy: PolicyReader;
  readonly now: Now;
  /** Hears of a session that could not be renewed now, how often in a row. */
  readonly noteNotRenewed: (code: ErrorCode, failures: number) => void;
  /** Hears of a silent confirmation that only an administrator can bring about, for the message to them. */
  readonly noteNotConfirmed: (failure: Failure) => void;
  /** False: the disk does not take changes, and does not know who signed out. */
  readonly isSaved: () => boolean;
  /** Hears when what the service could not be told of changes; `isNew`: there is one more sign-out. */
  readonly onUntold: (isNew: boolean) => void;
  /** Aborted when the app quits. */
  readonly closing: AbortSignal;
}
