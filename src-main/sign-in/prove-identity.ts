import type { Provider } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { IsOwnPeer } from '../network/peer-owner.ts';
import { createAuthorizationSecrets, judgeAuthorizationResponse } from '../oauth/authorization.ts';
import { openLoopbackRedirect } from '../oauth/loopback-redirect.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { IdentityProvider } from '../providers/definition.ts';
import type { AccountIndex } from '../session/account-index.ts';
import { choosePrompt } from './account-prompt.ts';
import { type Attempt, type IdentityEvidence, noteStep, timeLeftMs } from './attempt.ts';
import { heedBrowser, openPage, type PageNeeds, showWaiting } from './open-page.ts';
import type { Openings } from './openings.ts';
import { requireAllowedAttempt } from './require-allowed-attempt.ts';

/** What an identity is proved with. */
export interface ProveNeeds extends PageNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly providers: Readonly<Record<Provider, IdentityProvider>>;
  readonly index: Pick<AccountIndex, 'list' | 'get'>;
  readonly credentials: Pick<CredentialStore, 'prepare'>;
  readonly openings: Openings;
  /** Whether who connects to the listener of an attempt is the person who runs the app. */
  readonly isOwnPeer: IsOwnPeer;
  /** Brings the window to the front, once. */
  readonly bringToFront: () => void;
  readonly getLocale: () => Locale;
  readonly now: () => number;
}

/**
 * One sign-in at the provider in the system browser (RFC 8252), from the authorization request to the verified
 * identity. This is the list of its steps; each is a file of its own. Throws the `LoginError` that ended it.
 */
export async function proveIdentity(
  needs: ProveNeeds,
  attempt: Attempt,
  providerName: Provider,
): Promise<IdentityEvidence> {
  const { signal } = attempt;
  const policy = needs.policy.current();
  requireAllowedAttempt(policy, attempt);
  const provider = needs.providers[providerName];
  noteStep(needs, attempt, 'started');
  showWaiting(needs, attempt, providerName, false);
  const prompt = choosePrompt(attempt, needs.index, policy);
  const freshSince = prompt.prompt === 'login' ? needs.now() : null;

  const issuer = await provider.getResponseIssuer(signal);
  const secrets = createAuthorizationSecrets();
  const { state, nonce, nonceSecret, codeVerifier, codeChallenge } = secrets;
  const redirect = await openLoopbackRedirect({
    host: provider.redirectHost,
    ports: policy.callbackPorts,
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
    needs.bringToFront();
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
