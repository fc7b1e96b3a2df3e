import { type Provider, providerNames, providers } from '../../preload/contract/providers.ts';
import { definitions } from '../providers/all.ts';

/** The app as each provider knows it. */
export type ClientIds = Readonly<Record<Provider, string>>;

/** The one organization of a provider whose people policy lets in, if it is one. */
export type OnlyOrganizations = Readonly<Partial<Record<Provider, string | undefined>>>;

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

/** The lines for the administrator about one step that ended badly; empty when no administrator could help. */
export function writeAdministratorMessage(
  step: TimelineStep,
  clientIds: ClientIds | null,
  organizations: OnlyOrganizations,
): readonly string[] {
  const story = step.code === null ? undefined : stories[step.code];
  if (story === undefined) return [];
  const number = step.providerErrorNumber;
  const provider = providers.find((name) => name === step.provider);
  const clientId = provider === undefined ? undefined : clientIds?.[provider];
  return [
    `What happened:    ${story}`,
    `Code:             ${step.code}`,
    ...(provider === undefined ? [] : [`Provider:         ${providerNames[provider]}`]),
    ...(number === null || provider === undefined
      ? []
      : [`Number:           ${number} (${definitions[provider].explainError(number)})`]),
    `Correlation id:   ${step.correlationId ?? step.attempt}`,
    `Time (UTC):       ${new Date(step.at).toISOString()}`,
    ...(clientId === undefined ? [] : [`App (client) id:  ${clientId}`]),
    ...(provider === undefined || clientId === undefined || step.code !== 'consent-required'
      ? []
      : writeConsent(provider, clientId, organizations[provider])),
  ];
}

function writeConsent(
  provider: Provider,
  clientId: string,
  organization: string | undefined,
): readonly string[] {
  const { consentAddress } = definitions[provider];
  return consentAddress === null
    ? []
    : [`To agree for all: ${consentAddress(clientId, organization)}`];
}

/** One step of a sign-in, as a report shows it. */
export interface TimelineStep {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly attempt: string;
  readonly provider: string | null;
  readonly step: string;
  readonly code: string | null;
  readonly correlationId: string | null;
  readonly providerErrorNumber: string | null;
}

/** The latest steps, in memory. */
export interface Timeline {
  add(step: TimelineStep): void;
  /** Oldest first. */
  list(): readonly TimelineStep[];
}

/** Keeps the latest `size` steps. */
export function createTimeline(size = 200): Timeline {
  let steps: readonly TimelineStep[] = [];
  return {
    add(step) {
      steps = [...steps, step].slice(-size);
    },
    list: () => steps,
  };
}
