import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcessGroup, startReaper } from '../desktop/child-process.ts';
import { makeCertificate, type RegistrarCertificate } from './make-certificate.ts';
import { type RegistrarEvent, type Registration, readDump, readEvent } from './read-registrar.ts';

/** How to start a registrar. */
export interface RegistrarOptions {
  /** What the service makes credentials with; at least 16 letters, digits, `-` or `_`. */
  readonly secret: string;
  /** Each domain right below it is served. */
  readonly domainSuffix: string;
  /** Those that exist, as `200@maple.sip.sonar.example`: the others are unknown until they register. */
  readonly addresses?: readonly string[];
  /** For secure WebSockets; 0 (the default): any free one. */
  readonly port?: number;
}

/** A Kamailio of our own, on loopback. */
export interface Registrar {
  /** Where pages register: `wss://127.0.0.1:PORT`. */
  readonly webSocketUrl: string;
  /** The same port speaks SIP over TLS; this one over UDP and TCP, for other programs. */
  readonly sipPort: number;
  readonly certificate: RegistrarCertificate;
  readonly pid: number;
  /** Who is registered now. */
  registrations(): Promise<Registration[]>;
  /** What it decided, oldest first. */
  log(): readonly RegistrarEvent[];
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

const configuration = join(import.meta.dirname, 'kamailio.cfg');
const startLimitMs = 20_000;
const startTries = 3;
const readLimitMs = 5_000;
const keptEvents = 10_000;
const isSecret = /^[\w-]{16,256}$/;
const isDomain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const isAddress = /^[a-z0-9.]+@[a-z0-9.-]+$/;

/** Checked, because they become part of Kamailio's program. */
function checkOptions({ secret, domainSuffix, addresses = [] }: RegistrarOptions): void {
  if (!isSecret.test(secret)) {
    throw new Error('The secret of a registrar has 16 to 256 letters, digits, "-" or "_".');
  }
  if (!isDomain.test(domainSuffix)) throw new Error(`"${domainSuffix}" is not a domain.`);
  const odd = addresses.find((address) => !isAddress.test(address));
  if (odd !== undefined) throw new Error(`"${odd}" is not an address that can be registered.`);
}

/** A port that is free for TCP and UDP at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const socket = createSocket('udp4');
  const isFree = await new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => resolve(true));
  });
  if (isFree) socket.close();
  server.close();
  await once(server, 'close');
  return isFree ? port : freePort();
}

interface Run {
  readonly folder: string;
  readonly securePort: number;
  readonly sipPort: number;
  readonly readToken: string;
}

/** What Kamailio reads: this run's ports and secrets, then the configuration that all runs share. */
function writeRun(options: RegistrarOptions, run: Run): string {
  const define = (name: string, value: string) => `#!substdef "!${name}!${value}!g"`;
  return [
    '#!KAMAILIO',
    `listen=tls:127.0.0.1:${run.securePort}`,
    `listen=udp:127.0.0.1:${run.sipPort}`,
    `listen=tcp:127.0.0.1:${run.sipPort}`,
    define('RUN_FOLDER', run.folder),
    define('SHARED_SECRET', options.secret),
    define('READ_TOKEN', run.readToken),
    define('OWN_DOMAIN', options.domainSuffix.replaceAll('.', '[.]')),
    `include_file "${configuration}"`,
    '',
  ].join('\n');
}

/** The addresses that exist, as Kamailio's database of text files has them. */
async function writeAddresses(folder: string, addresses: readonly string[]): Promise<void> {
  const columns = [
    'key_name(str)',
    'key_type(int)',
    'value_type(int)',
    'key_value(str)',
    'expires(int)',
  ];
  const rows = addresses.map((address) => `${address}:0:0:1:0`);
  await writeFile(join(folder, 'version'), 'table_name(str) table_version(int)\nknown:2\n');
  await writeFile(join(folder, 'known'), [columns.join(' '), ...rows, ''].join('\n'));
}

function spawnKamailio(
  folder: string,
  addresses: number,
  onLine: (line: string) => void,
): ChildProcess {
  // In megabytes: shared, with a kilobyte for each address while they are read, and of each process.
  const memory = ['-m', String(64 + Math.ceil(addresses / 1_000)), '-M', '8'];
  const kamailio = spawn(
    'kamailio',
    ['-DD', '-E', '-f', join(folder, 'run.cfg'), '-Y', folder, '-w', folder, ...memory],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Debian keeps it where only root looks.
      env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin`, HOME: folder },
    },
  );
  if (kamailio.stderr) createInterface({ input: kamailio.stderr }).on('line', onLine);
  return kamailio;
}

async function readRegistrations({ sipPort, readToken }: Run): Promise<Registration[]> {
  const response = await fetch(`http://127.0.0.1:${sipPort}/registrations`, {
    method: 'POST',
    signal: AbortSignal.timeout(readLimitMs),
    // Kamailio closes the connection without saying so; another question on it would be lost.
    headers: { authorization: `Bearer ${readToken}`, connection: 'close' },
    // Kamailio compares it, letter by letter.
    body: '{"jsonrpc":"2.0","method":"ul.dump","id":1}',
  });
  if (!response.ok) throw new Error(`The registrar answered ${response.status}.`);
  return readDump(await response.json(), Date.now());
}

/** Rejects with Kamailio's last words when it ends, and when it is not there in time. */
async function waitUntilThere(kamailio: ChildProcess, run: Run, words: readonly string[]) {
  let problem: Error | null = null;
  kamailio.once('error', (cause) => {
    problem = new Error(
      'kamailio cannot be started; `npm run setup` installs it on Debian and Ubuntu.',
      { cause },
    );
  });
  kamailio.once('exit', () => {
    problem ??= new Error(`kamailio ended at once: ${words.slice(-5).join(' ')}`);
  });
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const isThere = await readRegistrations(run).then(
      () => true,
      () => false,
    );
    if (problem) throw problem;
    if (isThere) return;
    if (Date.now() > deadline) throw new Error('kamailio did not come up within 20 s.');
    await pause(25);
  }
}

async function startOnce(options: RegistrarOptions): Promise<Registrar> {
  const folder = await mkdtemp(join(tmpdir(), 'registrar-'));
  const run: Run = {
    folder,
    securePort: options.port || (await freePort()),
    sipPort: await freePort(),
    readToken: randomBytes(32).toString('base64url'),
  };
  let kamailio: ChildProcess | undefined;
  try {
    const certificate = await makeCertificate(folder);
    await writeFile(join(folder, 'run.cfg'), writeRun(options, run), { mode: 0o600 });
    await writeAddresses(folder, options.addresses ?? []);
    const events: RegistrarEvent[] = [];
    const words: string[] = [];
    const started = spawnKamailio(folder, options.addresses?.length ?? 0, (line) => {
      const event = readEvent(line, Date.now());
      if (event) events.push(event);
      else words.push(line);
      events.splice(0, events.length - keptEvents);
      words.splice(0, words.length - keptEvents);
    });
    kamailio = started;
    const { pid = 0 } = started;
    const reaper = startReaper([pid], folder);
    try {
      await waitUntilThere(started, run, words);
    } catch (error) {
      await reaper.stop();
      throw error;
    }
    return {
      webSocketUrl: `wss://127.0.0.1:${run.securePort}`,
      sipPort: run.sipPort,
      certificate,
      pid,
      registrations: () => readRegistrations(run),
      log: () => [...events],
      async close() {
        await endProcessGroup(started);
        await reaper.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    if (kamailio) await endProcessGroup(kamailio);
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Starts Kamailio on loopback with a certificate of its own. Rejects when kamailio or openssl is missing, or a port that
 * was asked for is taken.
 */
export async function startRegistrar(options: RegistrarOptions): Promise<Registrar> {
  checkOptions(options);
  for (let left = startTries - 1; ; left -= 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      // Somebody may take a port between our look and Kamailio's.
      if (left === 0 || options.port || !/bind/i.test(String(error))) throw error;
    }
  }
}
