import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { providerHooks, registrarHooks, type SandboxControl } from './control/control-hooks.ts';
import { startControlServer } from './control/control-server.ts';
import { sonarHooks } from './control/sonar-hooks.ts';
import { googleClientId, googleStyle } from './identity-providers/google.ts';
import { microsoftClientId, microsoftStyle } from './identity-providers/microsoft.ts';
import type { ProviderStyle } from './identity-providers/provider-style.ts';
import {
  peopleOfSeed,
  type RunningProvider,
  startProvider,
} from './identity-providers/start-provider.ts';
import type { ServerTls } from './loopback-server.ts';
import { type Registrar, startRegistrar } from './registrar/start-registrar.ts';
import {
  configOf,
  type DescribedRegistrar,
  describePerson,
  type Ports,
  preferPorts,
  rememberPorts,
  type SandboxDescription,
} from './sandbox-description.ts';
import { defaultSeed } from './seed/default-seed.ts';
import type { Seed } from './seed/seed.ts';
import { sipDomain } from './sonar/operations/my-account.ts';
import type { OpenIdTrust, SonarServiceOptions, Trust } from './sonar/options.ts';
import { newSecret } from './sonar/secrets.ts';
import { startSonarService } from './sonar/start-sonar-service.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** Where all state is kept; made when missing. A second start on it keeps accounts, links and sign-ins. */
  readonly dataDirectory: string;
  /** Google's port, and the next three for the others; 0 (the default): the ports of the last time, or any. */
  readonly port?: number;
  readonly seed?: Seed;
  /** With an `issuer` no Google stand-in is started, and the Sonar service trusts that issuer instead. */
  readonly google?: { readonly issuer?: string; readonly clientId?: string };
  readonly microsoft?: { readonly authority?: string; readonly clientId?: string };
  /** Further providers, which run elsewhere, by their names on the wire. */
  readonly openId?: Readonly<Record<string, OpenIdTrust>>;
  /** Where the ready-made configuration goes; `config.json` in the data directory by default. */
  readonly configFile?: string;
  /** Key and certificate for the three of them; absent: plain http. */
  readonly tls?: ServerTls;
  /** Clock, limits and password cost of the Sonar service. */
  readonly sonar?: Omit<SonarServiceOptions, 'dataDir' | 'port' | 'seed' | 'trust' | 'tls'>;
  /** Whether the registrar that softphones register with is started as well. */
  readonly registrar?: boolean;
}

/** A running sandbox. */
export interface Sandbox {
  readonly description: SandboxDescription;
  readonly control: SandboxControl;
  /** Ends every server at once and closes the databases. */
  close(): Promise<void>;
}

type Closeable = { close(): Promise<void> };

async function startSonar(options: SonarServiceOptions) {
  try {
    return await startSonarService(options);
  } catch (cause) {
    const isTaken = cause instanceof Error && Reflect.get(cause, 'code') === 'EADDRINUSE';
    if (!isTaken || options.port === 0) throw cause;
    return startSonarService({ ...options, port: 0 });
  }
}

function trustOf(
  options: SandboxOptions,
  google: RunningProvider | null,
  microsoft: RunningProvider | null,
): Required<Trust> {
  const authority = options.microsoft?.authority ?? `${microsoft?.origin}/organizations`;
  return {
    google: {
      issuer: options.google?.issuer ?? `${google?.origin}`,
      clientId: options.google?.clientId ?? googleClientId,
    },
    microsoft: { authority, clientId: options.microsoft?.clientId ?? microsoftClientId },
    openId: options.openId ?? {},
  };
}

/** Says which option is to be changed when its place on the disk cannot be used. */
async function atPlace<T>(option: string, place: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw new Error(`${option} ${place} cannot be used: ${cause}`, { cause });
  }
}

async function writeConfig(file: string, description: Parameters<typeof configOf>[0]) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(configOf(description), null, 2)}\n`);
}

function startRegistrarOf(seed: Seed, secret: string): Promise<Registrar> {
  return startRegistrar({
    secret,
    domainSuffix: sipDomain,
    addresses: seed.accounts.map(
      ({ extension, organizationId }) => `${extension}@${organizationId}.${sipDomain}`,
    ),
  });
}

function describeRegistrar(registrar: Registrar): DescribedRegistrar {
  return {
    webSocket: registrar.webSocketUrl,
    certificateSha256: registrar.certificate.sha256,
    authorityFile: registrar.certificate.authorityFile,
    sipPort: registrar.sipPort,
  };
}

async function start(options: SandboxOptions, opened: Closeable[]): Promise<Sandbox> {
  const { dataDirectory } = options;
  const seed = options.seed ?? defaultSeed;
  const tls = options.tls === undefined ? {} : { tls: options.tls };
  await atPlace('--data', dataDirectory, () => mkdir(dataDirectory, { recursive: true }));
  const ports = await preferPorts(dataDirectory, options.port ?? 0);

  const keep = <T extends Closeable>(started: T): T => {
    opened.push(started);
    return started;
  };
  const startStandIn = async (style: ProviderStyle, clientId: string) => {
    const people = peopleOfSeed(seed.people, style.name);
    const port = ports[style.name];
    return keep(await startProvider(style, { dataDirectory, port, clientId, people, ...tls }));
  };
  const google =
    options.google?.issuer === undefined
      ? await startStandIn(googleStyle, options.google?.clientId ?? googleClientId)
      : null;
  const microsoft =
    options.microsoft?.authority === undefined
      ? await startStandIn(microsoftStyle, options.microsoft?.clientId ?? microsoftClientId)
      : null;
  const trust = trustOf(options, google, microsoft);
  const secret = newSecret();
  const registrar = options.registrar ? keep(await startRegistrarOf(seed, secret)) : null;
  const sonar = keep(
    await startSonar({
      ...options.sonar,
      ...tls,
      dataDir: dataDirectory,
      port: ports.sonar,
      seed,
      trust,
      ...(registrar ? { registrar: { secret, webSocket: registrar.webSocketUrl } } : {}),
    }),
  );
  const control: SandboxControl = {
    google: google?.control ?? null,
    microsoft: microsoft?.control ?? null,
    sonar: sonar.control,
    registrar,
  };
  const controlServer = keep(
    await startControlServer(ports.control, {
      hooks: [...providerHooks, ...sonarHooks, ...registrarHooks],
      control,
      accounts: seed.accounts.map(({ id, username }) => ({ id, username })),
    }),
  );

  const used: Ports = {
    google: google?.port ?? 0,
    microsoft: microsoft?.port ?? 0,
    sonar: Number(new URL(sonar.baseUrl).port),
    control: controlServer.port,
  };
  await rememberPorts(dataDirectory, used);
  const config = options.configFile ?? join(dataDirectory, 'config.json');
  const description: SandboxDescription = {
    ...trust,
    sonar: { baseUrl: sonar.baseUrl },
    ...(registrar ? { registrar: describeRegistrar(registrar) } : {}),
    config,
    people: seed.people.map(describePerson),
    control: controlServer.url,
  };
  await atPlace('--config', config, () => writeConfig(config, description));
  return { description, control, close: () => closeAll(opened) };
}

async function closeAll(opened: readonly Closeable[]): Promise<void> {
  await Promise.all(opened.map((started) => started.close()));
}

/** Starts the Google, Microsoft and Sonar stand-ins and their control on loopback; rejects with nothing left running. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const opened: Closeable[] = [];
  try {
    return await start(options, opened);
  } catch (cause) {
    await closeAll(opened);
    throw cause;
  }
}
