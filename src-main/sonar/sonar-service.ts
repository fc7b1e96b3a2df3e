import type {
  AccountSecurity,
  AuditPage,
  BreakGlassCode,
  DeviceView,
  Review,
} from '../../preload/contract/account-pages.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type {
  AccountSummary,
  IdentityLabel,
  LinkedBy,
  LinkingReason,
  NewCode,
  NewLink,
} from '../../preload/contract/state.ts';
import type { SessionKey } from './session-key.ts';

/** A Sonar account as the service tells it. */
export interface SonarAccount extends AccountSummary {
  readonly isOfficeManager: boolean;
}

/** A session the service has opened or renewed; holds secrets, never leaves the main process. */
export interface SonarSession {
  readonly sessionId: string;
  readonly accessToken: string;
  /** Milliseconds since 1970, by the local clock. */
  readonly accessTokenExpiresAt: number;
  readonly refreshToken: string;
  /** The key that the session is bound to; null: it is not, for it was opened by a version without keys. */
  readonly key: SessionKey | null;
  readonly account: SonarAccount;
  /** Null: opened with the Sonar password or a break-glass code. */
  readonly identity: IdentityLabel | null;
  readonly linkedBy: LinkedBy | null;
  /** ISO 8601; when a fresh confirmation by the provider is due. Null for password sessions. */
  readonly reverifyBy: string | null;
  readonly verifiedAt: string | null;
  /** The identity's address at the last sign-in, when the provider has renamed it since. */
  readonly emailRenamedFrom: string | null;
  /** ISO 8601, by the local clock; when it ends whatever renews it. Null but for what a break-glass code opened. */
  readonly endsAt: string | null;
  /** Links of the account that its owner was not told of on this device yet, oldest first. */
  readonly newLinks: readonly NewLink[];
  /** The same of break-glass codes. */
  readonly newCodes: readonly NewCode[];
}

/** An access token and its end, milliseconds since 1970 by the local clock. */
export interface SoftphoneToken {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: number;
}

/** What renews a session: a refresh token, and the key without which it is worth nothing. Secrets. */
export type SessionCredential = Pick<SonarSession, 'refreshToken' | 'key'>;

/** What the service says of an identity that was proved again inside a session. */
export interface Verification {
  /** ISO 8601; when the next confirmation by the provider is due. */
  readonly reverifyBy: string;
  /** The identity's address now. */
  readonly email: string | null;
  /** Its address before, when the provider has renamed it since; told once. */
  readonly emailRenamedFrom: string | null;
}

/** What the service decided about a verified identity. */
export type SignInOutcome =
  | { readonly kind: 'session'; readonly session: SonarSession }
  | {
      readonly kind: 'offer';
      readonly ticket: string;
      readonly identity: IdentityLabel;
      readonly accounts: readonly AccountSummary[];
    }
  | {
      readonly kind: 'link-required';
      readonly ticket: string;
      readonly identity: IdentityLabel;
      readonly reason: LinkingReason;
    };

/** An ID token and the secret whose hash is its nonce; accepted once. */
interface IdentityProof {
  readonly idToken: string;
  readonly nonceSecret: string;
}

/** Where a softphone registers an account, and with which short-lived credentials. */
export interface Provisioning {
  /** The account's own, such as `sip:200@maple.sip.example` (RFC 3261). */
  readonly sipAddress: string;
  /** Where a program registers: `sips:HOST:PORT`, SIP over TLS. */
  readonly registrar: string;
  /** Where a page registers: `wss://HOST:PORT`, SIP over secure WebSockets (RFC 7118). */
  readonly webSocket: string;
  /** For digest authentication (RFC 3261 section 22), not for people: each credential has another one. */
  readonly username: string;
  /** The secret. */
  readonly password: string;
  /** From when on the registrar refuses them, by this computer’s clock; ISO 8601. */
  readonly expiresAt: string;
}

/** The Sonar service. Every method ends within the network deadline, by its value or a `LoginError`. */
export interface SonarService {
  /** The service's clock, milliseconds since 1970; null when it does not tell. Throws when it cannot be reached. */
  getServerTime(signal: AbortSignal): Promise<number | null>;
  startSignIn(proof: IdentityProof, signal: AbortSignal): Promise<SignInOutcome>;
  choose(ticket: string, accountId: string, signal: AbortSignal): Promise<SonarSession>;
  link(
    ticket: string,
    username: string,
    password: string,
    signal: AbortSignal,
  ): Promise<SonarSession>;
  signInWithPassword(
    username: string,
    password: string,
    signal: AbortSignal,
  ): Promise<SonarSession>;
  /** Can be repeated when the answer was lost: a code is good once. */
  signInWithCode(username: string, code: string, signal: AbortSignal): Promise<SonarSession>;
  /** Can be repeated for a while when the answer was lost, as the contract says. */
  refresh(credential: SessionCredential): Promise<SonarSession>;
  /** With `nonceSecret`, of a new sign-in at the provider, it is a proof in person; without, a silent one. */
  reverify(
    credential: SessionCredential,
    idToken: string,
    nonceSecret?: string,
  ): Promise<Verification>;
  signOut(refreshToken: string): Promise<void>;
  /** Ends the session of this access token; for when its refresh token cannot be read. */
  endSession(accessToken: string): Promise<void>;
  signOutEverywhere(accessToken: string): Promise<void>;
  getSecurity(accessToken: string): Promise<Omit<AccountSecurity, 'accountId'>>;
  /** Answers the id of the link. `reverify-required` uses the proof not up: it is good after a proof in person. */
  addLink(accessToken: string, proof: IdentityProof): Promise<string>;
  /** Says that the owner of the account has seen these new links and codes on this device; at most 100 at a time. */
  markLinksTold(accessToken: string, linkIds: readonly string[]): Promise<void>;
  removeLink(accessToken: string, linkId: string, force: boolean): Promise<void>;
  turnOffProvider(accessToken: string, provider: Provider, force: boolean): Promise<void>;
  getDevices(accessToken: string): Promise<readonly DeviceView[]>;
  signOutDevice(accessToken: string, deviceId: string): Promise<void>;
  /** An access token that opens the account and the softphone's credentials and nothing else. */
  issueSoftphoneToken(accessToken: string): Promise<SoftphoneToken>;
  getProvisioning(accessToken: string): Promise<Provisioning>;
  getReview(accessToken: string): Promise<Review>;
  /** When an office manager of the organization last looked through the review, ISO 8601; null: never. */
  getLastReview(accessToken: string): Promise<string | null>;
  markReviewed(accessToken: string): Promise<void>;
  setAccountSso(accessToken: string, accountId: string, on: boolean): Promise<void>;
  setAddressPurpose(
    accessToken: string,
    addressId: string,
    purpose: 'sign-in' | 'notifications-only',
  ): Promise<void>;
  removeReviewedLink(accessToken: string, linkId: string): Promise<void>;
  decideRecycledAddress(
    accessToken: string,
    recycledId: string,
    decision: 'approve' | 'refuse',
  ): Promise<void>;
  /** A secret of somebody else: it is for their office manager's eyes. */
  issueBreakGlassCode(accessToken: string, accountId: string): Promise<BreakGlassCode>;
  /** The review as CSV text, safe to open in a spreadsheet. */
  exportReview(accessToken: string): Promise<string>;
  getAudit(accessToken: string, before: string | null): Promise<AuditPage>;
}
