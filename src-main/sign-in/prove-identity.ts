import type { Provider } from '../../preload/contract.ts';
import { createAuthorizationSecrets } from '../oauth/authorization-request.ts';
import { judgeAuthorizationResponse } from '../oauth/authorization-response.ts';
import { openLoopbackRedirect } from '../oauth/loopback-redirect.ts';
import { choosePrompt } from './account-prompt.ts';
import { type Attempt, type IdentityEvidence, timeLeftMs } from './attempt.ts';
import { heedBrowser, openPage, showWaiting } from './open-page.ts';
import { requireAllowedAttempt } from './require-allowed-attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * One sign-in at the provider in the system browser (RFC 8252), from the authorization request to the verified
 * identity. This is the list of its steps; each is a file of its own. Throws the `LoginError` that ended it.
 */
export async function proveIdentity(
  ports: SignInPorts,
  attempt: Attempt,
  providerName: Provider,
): Promise<IdentityEvidence> {
  const { signal } = attempt;
  const policy = ports.policy.current();
  requireAllowedAttempt(policy, attempt);
  const provider = ports.providers[providerName];
  ports.log({ attempt: attempt.id, provider: providerName, step: 'started', code: null });
  showWaiting(ports, attempt, providerName, false);
  const prompt = choosePrompt(attempt, ports.index, policy);
  const freshSince = prompt.prompt === 'login' ? ports.now() : null;

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
    isOwnPeer: ports.isOwnPeer,
    onNews: heedBrowser(ports, attempt, providerName),
    locale: ports.getLocale(),
    signal,
    deadlineMs: timeLeftMs(attempt, ports.now()),
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
    await Promise.race([openPage(ports, attempt, providerName), redirect.code]);
    const code = await redirect.code;
    signal.throwIfAborted();
    ports.openings.noteAnswer();
    ports.bringToFront();
    // Whoever took long in the browser finds it ended again, for being unused.
    void ports.credentials.prepare();
    attempt.newStartPage = null;
    ports.log({
      attempt: attempt.id,
      provider: providerName,
      step: 'response-received',
      code: null,
    });
    ports.view.show({ kind: 'checking', provider: providerName });

    const { offline } = prompt;
    const exchange = { code, redirectUri, codeVerifier, nonce, offline, freshSince };
    const tokens = await provider.exchangeCode(exchange, signal);
    requireAllowedAttempt(ports.policy.current(), attempt, tokens.identity);
    ports.log({
      attempt: attempt.id,
      provider: providerName,
      step: 'identity-verified',
      code: null,
    });
    return { tokens, nonceSecret };
  } finally {
    attempt.newStartPage = null;
    await redirect.close();
  }
}
