import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Now } from '../network/bounded-fetch.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { IdentityProvider, VerifiedIdentity } from '../providers/definition.ts';
import type { SonarService, SonarSession } from '../sonar/sonar-service.ts';
import type { AccountIndex } from './account-index.ts';
import type { Current } from './current.ts';
import type { LiveSessions } from './live-sessions.ts';

/** What a sign-in brought: the session, and the identity with its refresh token unless it was a password sign-in. */
export interface OpenedSession {
  readonly session: SonarSession;
  readonly identity: VerifiedIdentity | null;
  readonly providerRefreshToken: string | null;
}

/** What a person has just proved at their provider. */
export interface ProofInPerson {
  readonly identity: VerifiedIdentity;
  readonly nonceSecret: string;
  readonly providerRefreshToken: string | null;
}

/** Everything that is done with sessions after they were opened. */
export interface Sessions {
  /** Makes an opened session the active one and stores its credentials. */
  open(opened: OpenedSession): void;
  /** Makes an opened session take the place of the account's former one; whichever account is active stays so. */
  replace(opened: OpenedSession): void;
  /** Renews every session in the background and removes what had to stay; at launch and when network or keychain is back. */
  resume(): void;
  /** Renews one session now; its outcome is told by the live sessions. */
  renew(accountId: string): Promise<void>;
  /** Ends what a changed policy no longer allows. */
  applyPolicy(): void;
  /** A Sonar access token valid for at least a minute. Throws the failure that keeps it from being had. */
  getAccessToken(accountId: string): Promise<string>;
  /** Has the service take a proof in person for the session; it stays as it is. Throws what keeps it from counting. */
  prove(accountId: string, proof: ProofInPerson): Promise<void>;
  /** Shows new links no more on this computer, and tells the service. */
  tellLinks(accountId: string, linkIds: readonly string[]): Promise<void>;
  /** Ends the session on this computer; the service has ended it, or is not to hear of it. */
  end(accountId: string, endedBy: ErrorCode | null): Promise<void>;
  /** Ends the session on this computer, at once, and tells the service, now or later; ends when both were tried. */
  signOut(accountId: string): Promise<void>;
  /** Ends a session at the service that is no account's here; now, or when it can be told. */
  drop(session: Pick<SonarSession, 'refreshToken'>): Promise<void>;
  /** Tells the service of sign-outs that it does not know of, and removes what is still to be removed. */
  leave(): Promise<void>;
  /** Removes what is still to be removed, told or not; ends when the keychain has answered. */
  forget(): Promise<void>;
  /** Guards an answer for an account: it is not wanted any more once the session was ended meanwhile. */
  watch(accountId: string, code: ErrorCode): Current;
  /** Whether somebody signed out here and the service could not be told yet. */
  hasUntold(): boolean;
  /** Ends when keychain and service know what was opened, renewed or signed out, or nobody waits for them any more. */
  flush(): Promise<void>;
  close(): void;
}

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
