import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createMessageChecks, readContract } from './contract.ts';
import { type ControlledState, createControl, type SonarControl } from './control.ts';
import { createCheckpoints, type Database, migrate, openDatabase } from './database/database.ts';
import { seedDatabase } from './database/seed-database.ts';
import { createServer } from './http/server.ts';
import { createIdTokenVerifier } from './id-token/verify-id-token.ts';
import { allOperations } from './operations/all-operations.ts';
import { purgeCodes } from './operations/break-glass.ts';
import { type SonarServiceOptions, type Trust, withDefaults } from './options.ts';
import { createPasswords } from './passwords/hash.ts';
import type { Service } from './service.ts';
import { provedRepeatMs } from './sessions/refresh-token.ts';

const dayMs = 86_400_000;
/** How long a place from which an account was opened is remembered. */
const originMs = 90 * dayMs;

/** Deletes what nobody can use any more of what lives for minutes: most of what these tables hold. */
function purgeShortLived(database: Database, now: number): void {
  database.transaction(() => {
    database.run('DELETE FROM access_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM tickets WHERE expires_at < ?', now - dayMs);
    database.run('DELETE FROM idempotent_answers WHERE expires_at < ?', now);
    database.run('DELETE FROM password_tries WHERE window_ends_at < ?', now);
    purgeCodes({ database }, now);
    database.run(
      'UPDATE refresh_tokens SET sealed_successor = NULL WHERE sealed_successor IS NOT NULL AND used_at < ?',
      now - provedRepeatMs,
    );
  });
}

/**
 * The same for what lives for days: little of much, which is read through once a day. An index to find it by would be
 * written at every sign-in.
 */
function purgeLongLived(database: Database, now: number): void {
  database.transaction(() => {
    database.run('DELETE FROM used_id_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM refresh_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM used_proofs WHERE expires_at < ?', now);
    database.run('DELETE FROM account_origins WHERE seen_at < ?', now - originMs);
  });
}

/** A running Sonar service; `baseUrl` ends in `/v1`. `close` ends connections, then the database, once. */
export interface RunningSonarService {
  readonly baseUrl: string;
  readonly control: SonarControl;
  close(): Promise<void>;
}

const contractFile = new URL('./openapi.yaml', import.meta.url);
/** A whole office may come at once after an outage. */
const connectionBacklog = 4_096;
const purgeShortEveryMs = 10 * 60_000;

/** A verifier without a client id would believe tokens made for anybody. */
function checkTrust({ google, microsoft, openId = {} }: Trust): void {
  const others = Object.values(openId);
  const trusted = [google, microsoft, ...others];
  if (trusted.some(({ clientId }) => clientId === '')) throw new Error('a client id is empty');
  const issuers = others.map(({ issuer }) => issuer);
  for (const address of [google.issuer, microsoft.authority, ...issuers]) {
    const { protocol, hostname } = new URL(address);
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) {
      throw new Error(`${address} is neither https nor on loopback`);
    }
  }
}

/** Starts the service on loopback. Rejects when the port, the directory or the trust is no good. */
export async function startSonarService(
  options: SonarServiceOptions,
): Promise<RunningSonarService> {
  checkTrust(options.trust);
  const { now, ttl, tryLimits, pause, passwordCost, keyCoolDownMs, registrar } =
    withDefaults(options);
  const contract = readContract(contractFile);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const file = join(options.dataDir, 'sonar.sqlite');
  const checkpoints = createCheckpoints(file);
  const database = openDatabase(file, checkpoints.noteCommit);
  const passwords = createPasswords(passwordCost);
  const state: ControlledState = { ttl, isDown: false, undocumented: [], errors: [] };
  try {
    migrate(database, now());
    const googleIssuer = options.trust.google.issuer;
    await seedDatabase({ database, passwords, googleIssuer, now: now() }, options.seed);
    purgeShortLived(database, now());
    purgeLongLived(database, now());
    const service: Service = {
      database,
      now,
      ttl: () => state.ttl,
      tryLimits,
      pause,
      passwords,
      providers: ['google', 'microsoft', ...Object.keys(options.trust.openId ?? {})],
      verifyIdToken: createIdTokenVerifier(options.trust, now, keyCoolDownMs),
      registrar,
    };
    const server = createServer({
      service,
      contract,
      checks: createMessageChecks(contract),
      operations: allOperations,
      isDown: () => state.isDown,
      onUndocumented: (complaint) => state.undocumented.push(complaint),
      onError: (error) => state.errors.push(String(error)),
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    });
    const { port } = options;
    const origin = await server.listen({ host: '127.0.0.1', port, backlog: connectionBacklog });
    const purging = [
      setInterval(() => purgeShortLived(database, now()), purgeShortEveryMs).unref(),
      setInterval(() => purgeLongLived(database, now()), dayMs).unref(),
    ];
    let closing: Promise<void> | null = null;
    async function stop(): Promise<void> {
      purging.forEach(clearInterval);
      await server.close();
      await checkpoints.close();
      database.close();
    }
    return {
      baseUrl: `${origin}/v1`,
      control: createControl(service, state),
      close() {
        closing ??= stop();
        return closing;
      },
    };
  } catch (error) {
    await checkpoints.close();
    database.close();
    throw error;
  }
}
