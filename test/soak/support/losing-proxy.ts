import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Chance } from '../../support/random.ts';
import { query } from './profile.ts';
import type { SoakDesktop } from './soak-desktop.ts';

/**
 * Lets nothing that the driver of a window says after its app was killed end this process: it asks the app once more by
 * itself, and nobody waits for the answer. Every other rejection that nobody handled goes to `onOther`; answers the
 * function that stops it.
 */
export function outliveDriver(onOther: (reason: unknown) => void): () => void {
  const hear = (reason: unknown) => {
    const isOfDriver =
      reason instanceof Error &&
      Reflect.get(reason, 'type') === 'closed' &&
      (reason.stack ?? '').includes('playwright-core');
    if (!isOfDriver) onOther(reason);
  };
  process.on('unhandledRejection', hear);
  return () => void process.off('unhandledRejection', hear);
}

/** Stands between app and service, and loses answers to renewals. */
export interface LosingProxy {
  /** The environment in which the app asks it in the place of the service. */
  readonly env: { readonly SONAR_LOGIN_CONFIG: string };
  /** Requests to renew; of them, those whose answer was lost or which were answered 503 on the way; answers brought. */
  readonly counts: { asked: number; lost: number; unavailable: number; brought: number };
  /** Hashes of the refresh tokens, as the service stores them, whose answer was lost. */
  readonly lostTokens: ReadonlySet<string>;
  /** From now on everything arrives. */
  relent(): void;
  close(): Promise<void>;
}

const lostShare = 0.05;
const unavailableShare = 0.02;

/** Starts it. */
export async function startLosingProxy(
  { sandbox, folder }: SoakDesktop,
  chance: Chance,
): Promise<LosingProxy> {
  const { origin } = new URL(sandbox.description.sonar.baseUrl);
  const counts = { asked: 0, lost: 0, unavailable: 0, brought: 0 };
  const lostTokens = new Set<string>();
  let isLosing = true;
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isRenewal = path.endsWith('/sessions/refresh');
    const luck = isRenewal && isLosing ? chance.next() : 1;
    if (isRenewal) counts.asked += 1;
    if (luck < unavailableShare) {
      counts.unavailable += 1;
      response.writeHead(503).end();
      return;
    }
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answer = await fetch(`${origin}${path}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body.length === 0 ? {} : { body }),
    });
    const text = await answer.text();
    if (luck < unavailableShare + lostShare && answer.ok) {
      counts.lost += 1;
      const { refreshToken } = JSON.parse(body.toString()) as { refreshToken: string };
      lostTokens.add(createHash('sha256').update(refreshToken).digest('base64url'));
      response.destroy();
      return;
    }
    if (isRenewal && answer.ok) counts.brought += 1;
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
    response.end(text);
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const config = JSON.parse(await readFile(sandbox.description.config, 'utf8'));
  const file = join(folder, 'through-a-losing-proxy.json');
  const baseUrl = config.sonar.baseUrl.replace(origin, `http://127.0.0.1:${address.port}`);
  await writeFile(file, JSON.stringify({ ...config, sonar: { ...config.sonar, baseUrl } }));
  return {
    env: { SONAR_LOGIN_CONFIG: file },
    counts,
    lostTokens,
    relent() {
      isLosing = false;
    },
    close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      return closed.promise;
    },
  };
}

/**
 * Whether the service ended the newest session of an account by the rule of ADR 0004, because the answers to so many
 * renewals in a row were asked for twice. Then it is what the contract promises, and no fault.
 */
export function wasEndedByRepeats({ folder }: SoakDesktop, accountId: string): boolean {
  const file = join(folder, 'sandbox', 'sonar.sqlite');
  const [session] = query(
    file,
    `SELECT id, end_reason FROM sessions WHERE account_id = ? ORDER BY created_at DESC LIMIT 1`,
    accountId,
  );
  if (session?.end_reason !== 'refresh-token-reused') return false;
  const tokens = query(
    file,
    `SELECT repeats FROM refresh_tokens WHERE session_id = ? AND used_at IS NOT NULL
     ORDER BY sequence DESC LIMIT 3`,
    String(session.id),
  ).map(({ repeats }) => Number(repeats));
  const [newest = 0, before = 0, beforeThat = 0] = tokens;
  return newest >= 2 || (before > 0 && beforeThat > 0);
}
