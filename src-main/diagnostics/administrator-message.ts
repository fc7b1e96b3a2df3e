import type { Provider } from '../../preload/contract.ts';
import type { TimelineStep } from './timeline.ts';

/** The app as the two providers know it. */
export interface ClientIds {
  readonly google: string;
  readonly microsoft: string;
}

/** What an administrator can do something about, by code. */
const stories: Readonly<Record<string, string>> = {
  'consent-required': 'The organization has not yet agreed that people may use this app.',
  'administrator-needed':
    'The organization does not let this person or device use the app: not assigned, a rule such as Conditional Access, or the app is not set up.',
  'interaction-required': 'A rule of the organization wants the person to be seen again.',
  'login-required': 'The provider wants the person to sign in again.',
  'access-denied': 'The provider or the organization declined the request.',
  'provider-refused': 'The provider refused the request.',
  'provider-unreachable': 'The provider could not be reached from this computer.',
  'provider-busy': 'The provider answered that it cannot help now; it passes by itself.',
  'sign-in-not-fresh':
    'This is a shared computer, and the ID token does not say that the person signed in just now: the app registration needs the optional claim auth_time.',
  'proxy-password':
    'The proxy of this network asks for a name and a password, which the app cannot give.',
  'network-portal': 'A portal or proxy answered in place of the provider.',
  'connection-untrusted': 'The certificate of the other side is not trusted on this computer.',
  'clock-skew': 'The clock of this computer is wrong.',
  'identity-not-verified': 'The answer of the provider did not pass the checks.',
  'blocked-by-policy': 'A policy on this computer does not allow it.',
  'callback-unavailable': 'No port on this computer could be opened for the answer of the browser.',
};

const names: Readonly<Record<Provider, string>> = { google: 'Google', microsoft: 'Microsoft' };

function isProvider(value: string | null): value is Provider {
  return value === 'google' || value === 'microsoft';
}

/**
 * Where an administrator of a Microsoft organization can agree for everybody; `tenant` as id, or any organization. It is
 * the address of "Grant tenant-wide admin consent": the one below `/v2.0` wants a `redirect_uri`, and nobody listens on
 * ours while no sign-in runs.
 */
export function consentUrl(clientId: string, tenant = 'organizations'): string {
  const url = new URL(
    `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/adminconsent`,
  );
  url.searchParams.set('client_id', clientId);
  return url.href;
}

/** Where the provider explains one of its numbers or words. */
function explain(provider: Provider, number: string): string {
  return provider === 'google'
    ? 'https://support.google.com/accounts/answer/16668185'
    : `https://login.microsoftonline.com/error?code=${number.replace(/\D/g, '')}`;
}

/** The lines for the administrator about one step that ended badly; empty when no administrator could help. */
export function writeAdministratorMessage(
  step: TimelineStep,
  clientIds: ClientIds | null,
  tenant: string | undefined,
): readonly string[] {
  const story = step.code === null ? undefined : stories[step.code];
  if (story === undefined) return [];
  const { provider } = step;
  const number = step.providerErrorNumber;
  const clientId = isProvider(provider) ? (clientIds?.[provider] ?? null) : null;
  const isConsent = provider === 'microsoft' && step.code === 'consent-required';
  return [
    `What happened:    ${story}`,
    `Code:             ${step.code}`,
    ...(isProvider(provider) ? [`Provider:         ${names[provider]}`] : []),
    ...(number === null || !isProvider(provider)
      ? []
      : [`Number:           ${number} (${explain(provider, number)})`]),
    `Correlation id:   ${step.correlationId ?? step.attempt}`,
    `Time (UTC):       ${new Date(step.at).toISOString()}`,
    ...(clientId === null ? [] : [`App (client) id:  ${clientId}`]),
    ...(isConsent && clientId !== null
      ? [`To agree for all: ${consentUrl(clientId, tenant)}`]
      : []),
  ];
}
