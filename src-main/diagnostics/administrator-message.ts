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
  'interaction-required':
    'A rule of the organization (such as Conditional Access) stopped the sign-in.',
  'login-required': 'The provider wants the person to sign in again.',
  'access-denied': 'The provider or the organization declined the request.',
  'provider-refused': 'The provider refused the request.',
  'provider-unreachable': 'The provider could not be reached from this computer.',
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

/** Where an administrator of a Microsoft organization can agree for everybody; `tenant` as id, or any organization. */
export function consentUrl(clientId: string, tenant = 'organizations'): string {
  const url = new URL(
    `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/v2.0/adminconsent`,
  );
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('scope', 'openid email profile offline_access');
  return url.href;
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
  const explained = `https://login.microsoftonline.com/error?code=${number?.replace(/\D/g, '')}`;
  return [
    `What happened:    ${story}`,
    `Code:             ${step.code}`,
    ...(isProvider(provider) ? [`Provider:         ${names[provider]}`] : []),
    ...(number === null ? [] : [`Number:           ${number} (${explained})`]),
    `Correlation id:   ${step.correlationId ?? step.attempt}`,
    `Time (UTC):       ${new Date(step.at).toISOString()}`,
    ...(clientId === null ? [] : [`App (client) id:  ${clientId}`]),
    ...(isConsent && clientId !== null
      ? [`To agree for all: ${consentUrl(clientId, tenant)}`]
      : []),
  ];
}
