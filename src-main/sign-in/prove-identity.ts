import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError } from '../errors/login-error.ts';
import type { IsOwnPeer } from '../network/peer-owner.ts';
import { createAuthorizationSecrets, judgeAuthorizationResponse } from '../oauth/authorization.ts';
import { openLoopbackRedirect } from '../oauth/loopback-redirect.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { accountHintAuto } from '../policy/policy-definition.ts';
import type { IdentityProvider } from '../providers/definition.ts';
import type { AccountIndex } from '../session/account-index.ts';
import { lacksProviderToken, type ProviderTokenNeeds } from '../session/end-session.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import { type AccountPrompt, choosePrompt } from './account-prompt.ts';
import {
  type Attempt,
  agreementDeadline,
  type IdentityEvidence,
  noteStep,
  timeLeftMs,
} from './attempt.ts';
import { heedBrowser, openPage, type PageNeeds, showWaiting } from './open-page.ts';
import type { Openings } from './openings.ts';
import { requireAllowedAttempt } from './require-allowed-attempt.ts';

/** What an identity is proved with. */
export interface ProveNeeds extends PageNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly providers: Readonly<Record<Provider, IdentityProvider>>;
  readonly index: Pick<AccountIndex, 'list' | 'get' | 'pendingRemovals'>;
  readonly live: Pick<LiveSessions, 'get'>;
  readonly credentials: Pick<CredentialStore, 'prepare' | 'read'>;
  readonly openings: Openings;
  /** Whether who connects to the listener of an attempt is the person who runs the app. */
  readonly isOwnPeer: IsOwnPeer;
  /** Brings the window to the front, once. */
  readonly bringToFront: () => void;
  /** The address with which the person is logged on to this computer; null: it knows none. */
  readonly readLogonName: () => Promise<string | null>;
  readonly getLocale: () => Locale;
  readonly now: () => number;
}

/**
 * Proves who the person is: one sign-in at the provider, and where it kept back the refresh token that is wanted, one
 * more visit for the person's agreement. Throws the `LoginError` that ended it.
 */
export async function proveIdentity(
  needs: ProveNeeds,
  attempt: Attempt,
  providerName: Provider,
): Promise<IdentityEvidence> {
  const policy = needs.policy.current();
  requireAllowedAttempt(policy, attempt);
  const provider = needs.providers[providerName];
  noteStep(needs, attempt, 'started');
  showWaiting(needs, attempt, providerName, false);
  const logonName = policy.accountHint === accountHintAuto ? await needs.readLogonName() : null;
  attempt.signal.throwIfAborted();
  const prompt = choosePrompt(attempt, needs.index, policy, logonName);
  const evidence = await askProvider(needs, attempt, provider, prompt);
  if (!(await lacksRefreshToken(needs, attempt, provider, prompt, evidence))) return evidence;
  const refreshToken = await askToAgree(needs, attempt, provider, prompt, evidence);
  return { ...evidence, tokens: { ...evidence.tokens, refreshToken } };
}

/**
 * One visit to the provider in the system browser (RFC 8252), from the authorization request to the verified identity.
 * This is the list of its steps; each is a file of its own.
 */
async function askProvider(
  needs: ProveNeeds,
  attempt: Attempt,
  provider: IdentityProvider,
  prompt: AccountPrompt,
): Promise<IdentityEvidence> {
  const { signal } = attempt;
  const { name: providerName } = provider;
  showWaiting(needs, attempt, providerName, false);
  const freshSince = prompt.prompt === 'login' ? needs.now() : null;

  const issuer = await provider.getResponseIssuer(signal);
  const secrets = createAuthorizationSecrets();
  const { state, nonce, nonceSecret, codeVerifier, codeChallenge } = secrets;
  const redirect = await openLoopbackRedirect({
    host: provider.redirectHost,
    ports: needs.policy.current().callbackPorts,
    judge: (parameters) =>
      judgeAuthorizationResponse(parameters, {
        provider: providerName,
        state,
        issuer: issuer.issuer,
        issuerRequired: issuer.required,
        readOwnError: provider.readOwnError,
      }),
    isOwnPeer: needs.isOwnPeer,
    onNews: heedBrowser(needs, attempt, providerName),
    locale: needs.getLocale(),
    signal,
    deadlineMs: timeLeftMs(attempt, needs.now()),
  });
  try {
    const { redirectUri } = redirect;
    const authorizationUrl = await provider.buildAuthorizationUrl(
      {
        redirectUri,
        state,
        nonce,
        codeVerifier,
        codeChallenge,
        ...prompt,
      },
      signal,
    );
    attempt.newStartPage = () => redirect.newStartPage(authorizationUrl);
    // A system may be slower to say that it started the browser than the person is to answer in it.
    await Promise.race([openPage(needs, attempt, providerName), redirect.code]);
    const code = await redirect.code;
    signal.throwIfAborted();
    needs.openings.noteAnswer();
    setTimeout(needs.bringToFront, requestFirstMs);
    // When the person took long in the browser, the keychain process has ended again for being unused.
    void needs.credentials.prepare();
    attempt.newStartPage = null;
    noteStep(needs, attempt, 'response-received');
    needs.view.show({ kind: 'checking', provider: providerName });

    const { offline } = prompt;
    const exchange = { code, redirectUri, codeVerifier, nonce, offline, freshSince };
    const tokens = await provider.exchangeCode(exchange, signal);
    requireAllowedAttempt(needs.policy.current(), attempt, tokens.identity);
    noteStep(needs, attempt, 'identity-verified');
    return { tokens, nonceSecret };
  } finally {
    attempt.newStartPage = null;
    await redirect.close();
  }
}

/** By then the code is on its way to the provider: the system may take longer to bring a window to the front. */
const requestFirstMs = 5;

/** What the person leaves the second page for, or what keeps it from them: the sign-in goes on without it. */
const goesOnWithout: ReadonlySet<ErrorCode> = new Set([
  'access-denied',
  'administrator-needed',
  'callback-unavailable',
  'consent-required',
  'interaction-required',
  'login-required',
  'offline',
  'provider-busy',
  'provider-refused',
  'provider-unreachable',
  'timed-out',
]);

/** Whether the session that this attempt opens is to be confirmed silently, and there is no refresh token to do so by. */
async function lacksRefreshToken(
  needs: ProviderTokenNeeds,
  { purpose, signal }: Attempt,
  { consentBringsRefreshToken }: IdentityProvider,
  { offline }: AccountPrompt,
  { tokens }: IdentityEvidence,
): Promise<boolean> {
  const opensAccount = purpose.kind === 'sign-in' || purpose.kind === 'confirm';
  const isWanted = offline && opensAccount && tokens.refreshToken === null;
  if (!isWanted || !consentBringsRefreshToken) return false;
  const lacks = await lacksProviderToken(needs, tokens.identity.key);
  signal.throwIfAborted();
  return lacks;
}

/**
 * Asks the person once more, for their agreement: answers the refresh token that comes with it, or null. What was proved
 * first stays the proof, so that each ID token goes to the service once at most (ADR 0016). Throws `identity-mismatch`
 * when somebody else agreed.
 */
async function askToAgree(
  needs: ProveNeeds,
  attempt: Attempt,
  provider: IdentityProvider,
  prompt: AccountPrompt,
  { tokens: { identity } }: IdentityEvidence,
): Promise<string | null> {
  attempt.agreeBy = agreementDeadline(attempt, needs.now());
  noteStep(needs, attempt, 'agreement-asked');
  try {
    const { tokens } = await askProvider(needs, attempt, provider, {
      ...prompt,
      prompt: 'consent',
      loginHint: identity.email,
    });
    if (tokens.identity.key !== identity.key) throw new LoginError('identity-mismatch');
    return tokens.refreshToken;
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || !goesOnWithout.has(thrown.code)) throw thrown;
    attempt.signal.throwIfAborted();
    // A policy may have changed while the person was asked.
    requireAllowedAttempt(needs.policy.current(), attempt, identity);
    noteStep(needs, attempt, 'agreement-missing', thrown.code);
    needs.view.show({ kind: 'checking', provider: provider.name });
    return null;
  } finally {
    attempt.agreeBy = null;
  }
}
