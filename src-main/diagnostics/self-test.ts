import type { SelfTestItem } from '../../preload/contract/account-pages.ts';
import { type Provider, providers } from '../../preload/contract/providers.ts';
import { within } from '../common/within.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import { codeOfFault } from '../network/bounded-fetch.ts';
import { readNetworkFault } from '../network/network-fault.ts';
import type { IsOwnPeer } from '../network/peer-owner.ts';
import { clockToleranceMs } from '../oauth/id-token.ts';
import { openLoopbackRedirect } from '../oauth/loopback-redirect.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { forEachProvider } from '../providers/all.ts';
import type { IdentityProvider } from '../providers/definition.ts';
import type { ServiceAddress } from '../sonar/sonar-http.ts';
import type { SonarService } from '../sonar/sonar-service.ts';

/** What a probe found when it is well: a fact for the list, and a warning if it is only half well. */
interface ProbeFinding {
  readonly detail: string;
  readonly isWarning?: boolean;
}

/** One question to the outside; throws a `LoginError` when the answer is bad. */
type Probe = (signal: AbortSignal) => Promise<ProbeFinding>;

/** The probes by the name of their finding. */
type Probes = Readonly<Record<SelfTestItem['name'], Probe>>;

// No probe may keep the person waiting longer than any network call may.
const probeDeadlineMs = 10_000;

/** Asks everything a sign-in depends on, all at once, and answers in the order of the list. Never rejects. */
export function runSelfTest(probes: Partial<Probes>): Promise<readonly SelfTestItem[]> {
  const asked = Object.entries(probes) as [SelfTestItem['name'], Probe][];
  return Promise.all(asked.map(([name, probe]) => runProbe(name, probe)));
}

/**
 * Those that a sign-in depends on under a policy: no provider that it forbids, which a firewall may forbid as well, and
 * the screen only where its lock signs people out.
 */
export function wantedProbes(
  probes: Probes,
  policy: { readonly allowedProviders: readonly Provider[]; readonly keepSignedIn: boolean },
): Partial<Probes> {
  const { screen, ...rest } = probes;
  const wanted: Partial<Probes> = policy.keepSignedIn ? rest : { ...rest, screen };
  const forbidden = providers.filter((provider) => !policy.allowedProviders.includes(provider));
  const isForbidden = (name: string) => forbidden.some((provider) => provider === name);
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !isForbidden(name)));
}

async function runProbe(name: SelfTestItem['name'], probe: Probe): Promise<SelfTestItem> {
  const stop = new AbortController();
  try {
    const asked = probe(stop.signal);
    const { detail, isWarning } = await within(probeDeadlineMs, asked, () => {
      throw new LoginError('timed-out');
    });
    return { name, status: isWarning === true ? 'warning' : 'passed', code: null, detail };
  } catch (thrown) {
    const { code, certificateIssuer } = toFailure(thrown);
    return { name, status: 'failed', code, detail: certificateIssuer ?? '' };
  } finally {
    stop.abort();
  }
}

/** What the self-test asks. */
export interface ProbeParts {
  readonly providers: Readonly<Record<Provider, IdentityProvider>>;
  readonly sonar: SonarService;
  readonly service: ServiceAddress;
  readonly credentials: CredentialStore;
  readonly policy: PolicyReader;
  readonly isOwnPeer: IsOwnPeer;
  /** Who has issued the certificate that the app is shown there; rejects as `fetch` does. */
  readonly readIssuer: (url: string, signal: AbortSignal) => Promise<string>;
  /** What signs everybody out of a shared computer. */
  readonly power: ScreenPower;
  /** How many policy values cannot be used. */
  readonly countPolicyRejects: () => number;
  readonly now: () => number;
}

/** What is asked of the system about its screen. */
interface ScreenPower {
  canTellOfLock(): Promise<boolean>;
  idleSeconds(): number;
}

const selfTestKey = 'self-test';

/** The probes of the self-test, each a real question to the part it is about. */
export function createProbes(parts: ProbeParts): Probes {
  return {
    callback: probeCallback(parts),
    ...forEachProvider((name) => probeProvider(parts.providers[name])),
    ...createServiceProbes(parts),
    certificate: async (signal) => probeCertificate(parts, signal),
    keychain: () => probeKeychain(parts.credentials),
    policy: async () => {
      const rejects = parts.countPolicyRejects();
      if (parts.policy.current().unread !== null) throw new LoginError('blocked-by-policy');
      return { detail: String(rejects), isWarning: rejects > 0 };
    },
    screen: (signal) => probeScreen(parts.power, parts.policy.current().idleMinutes > 0, signal),
  };
}

/** Those that ask the Sonar service itself: whether it answers, and what time it has. */
export function createServiceProbes({
  sonar,
  service,
  now,
}: Pick<ProbeParts, 'sonar' | 'service' | 'now'>): Pick<Probes, 'sonar' | 'clock'> {
  return {
    sonar: async (signal) => {
      await sonar.getServerTime(signal);
      return { detail: new URL(service.current()).host };
    },
    clock: async (signal) => {
      const serverTime = await sonar.getServerTime(signal);
      const skewMs = serverTime === null ? 0 : now() - serverTime;
      if (Math.abs(skewMs) > clockToleranceMs) throw new LoginError('clock-skew');
      return { detail: `${Math.round(skewMs / 1000)} s` };
    },
  };
}

function probeCallback({ policy, providers, isOwnPeer }: ProbeParts): Probe {
  return async (signal) => {
    const hosts = Object.values(providers).map(({ redirectHost }) => redirectHost);
    for (const host of new Set(hosts)) {
      const redirect = await openLoopbackRedirect({
        host,
        ports: policy.current().callbackPorts,
        judge: () => ({ kind: 'ignored' }),
        isOwnPeer,
        onNews: () => {},
        locale: null,
        signal,
        deadlineMs: 10_000,
      });
      await redirect.close();
    }
    return { detail: [...new Set(hosts)].join(', ') };
  };
}

function probeProvider(provider: IdentityProvider): Probe {
  return async (signal) => {
    const { issuer } = await provider.getResponseIssuer(signal);
    return { detail: new URL(issuer).host };
  };
}

/** Names who vouches for the service's certificate, by the app's own way to it: an inspecting proxy shows here. */
async function probeCertificate(
  { service, readIssuer }: ProbeParts,
  signal: AbortSignal,
): ReturnType<Probe> {
  const url = service.current();
  if (!url.startsWith('https:')) return { detail: 'http, this computer only' };
  try {
    return { detail: await readIssuer(url, signal) };
  } catch (thrown) {
    const code = codeOfFault(readNetworkFault(thrown), 'account-service-unreachable');
    throw new LoginError(code, {}, thrown);
  }
}

/** A system that does not know answers 0 for ever; a person whose hand rests for a moment makes it more. */
const restWithinMs = 5_000;

/** Whether a shared computer will hear what is to sign everybody out. */
async function probeScreen(
  { canTellOfLock, idleSeconds }: ScreenPower,
  needsIdle: boolean,
  signal: AbortSignal,
): ReturnType<Probe> {
  const unheard = (await canTellOfLock()) ? [] : ['lock'];
  const end = Date.now() + restWithinMs;
  let isIdleKnown = !needsIdle || idleSeconds() > 0;
  while (!isIdleKnown && Date.now() < end && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    isIdleKnown = idleSeconds() > 0;
  }
  if (!isIdleKnown) unheard.push('idle');
  return { detail: unheard.join(', '), isWarning: unheard.length > 0 };
}

async function probeKeychain(store: CredentialStore): ReturnType<Probe> {
  const value = 'well';
  // A process that starts slowly is not a keychain that is locked.
  await store.tryAgain();
  const written = await store.write(selfTestKey, value);
  const read = await store.read(selfTestKey, { expected: true });
  // Also after a failure: what the keychain did not take now would be handed to it later.
  await store.remove(selfTestKey);
  if (written.kind === 'not-done') throw new LoginError(written.code);
  if (read.kind !== 'found' || read.value !== value) {
    throw new LoginError('credential-store-unavailable');
  }
  return { detail: store.kind, isWarning: store.kind === 'memory' };
}
