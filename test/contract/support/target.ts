import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { contractSeed, sandboxPassword } from '../../../services/seed/default-seed.ts';
import type { SeedPerson, SeedStory } from '../../../services/seed/seed.ts';
import { startSonarService } from '../../../services/sonar/start-sonar-service.ts';
import type { Wire } from '../../../src-main/generated/service-contract.ts';
import { createSonarClient, type Reply, type SonarClient, sessionOf } from './sonar-client.ts';

/** An ID token and the secret that its nonce was made from. */
export interface Proof {
  readonly idToken: string;
  readonly nonceSecret: string;
}

/** A Google and a Microsoft whose keys a test holds, so that it can sign whatever it likes. */
export interface TestIssuers {
  readonly trust: {
    readonly google: { readonly issuer: string; readonly clientId: string };
    readonly microsoft: { readonly authority: string; readonly clientId: string };
  };
  /** The claims that the provider of `person` puts into an ID token now. */
  claimsOf(person: SeedPerson): JWTPayload;
  /** Signs claims with the right key; `header` overrides what is in the JOSE header. */
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  /** An ID token of `person` for a fresh nonce secret; `changes` overrides claims. */
  prove(person: SeedPerson, changes?: JWTPayload): Promise<Proof>;
  /** How often the keys were fetched. */
  keyFetches(): number;
  /** Replaces the signing key, as a provider does. */
  rotateKey(): Promise<void>;
  /** Publishes the keys at another address; the former one is gone. */
  moveKeys(): void;
  /** Puts an `issuer` on each published key, as Microsoft does; `ORIGIN` stands for the origin of both. */
  setKeyIssuer(issuer: unknown): void;
  /** Answers 503 to everything, or works again. */
  setDown(down: boolean): void;
  /** The public key in use, for attacks that abuse it. */
  publicKey(): CryptoKey;
  close(): Promise<void>;
}

const clientIds = { google: 'test-google-client', microsoft: 'test-microsoft-client' };

/** 256 random bits in base64url. */
export function newNonceSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** base64url(SHA-256(secret)). */
export function nonceOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Starts both on one loopback port; `now` is the clock of what they sign, milliseconds since 1970. */
export async function startTestIssuers(
  now: () => number = Date.now,
  port = 0,
): Promise<TestIssuers> {
  let pair = await generateKeyPair('RS256', { extractable: true });
  let keyNumber = 1;
  let fetches = 0;
  let isDown = false;
  let keysPath = '/keys';
  let keyIssuer: unknown;
  let origin = '';
  const server = createServer(async (request, response) => {
    const google = `${origin}/google`;
    const [tenant] = request.url?.match(/(?<=^\/)[0-9a-f-]{36}(?=\/v2\.0\/)/) ?? [];
    const documents: Readonly<Record<string, unknown>> = {
      '/google/.well-known/openid-configuration': {
        issuer: google,
        jwks_uri: `${origin}${keysPath}`,
      },
      '/organizations/v2.0/.well-known/openid-configuration': {
        issuer: `${origin}/{tenantid}/v2.0`,
        jwks_uri: `${origin}${keysPath}`,
      },
      [`/${tenant}/v2.0/.well-known/openid-configuration`]: {
        issuer: `${origin}/${tenant}/v2.0`,
        jwks_uri: `${origin}${keysPath}`,
      },
    };
    if (request.url === keysPath) fetches += 1;
    const jwk = {
      ...(await exportJWK(pair.publicKey)),
      kid: `key-${keyNumber}`,
      alg: 'RS256',
      use: 'sig',
      ...(keyIssuer === undefined ? {} : { issuer: keyIssuer }),
    };
    const body = request.url === keysPath ? { keys: [jwk] } : documents[request.url ?? ''];
    const status = isDown ? 503 : body === undefined ? 404 : 200;
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(status === 200 ? body : {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function claimsOf(person: SeedPerson): JWTPayload {
    const iat = Math.floor(now() / 1_000);
    const common = { iat, exp: iat + 3_600, email: person.email, name: person.name };
    return person.provider === 'google'
      ? {
          ...common,
          iss: `${origin}/google`,
          aud: clientIds.google,
          azp: clientIds.google,
          sub: person.subject,
          email_verified: person.emailVerified,
          ...(person.hd === null ? {} : { hd: person.hd }),
        }
      : {
          ...common,
          iss: `${origin}/${person.tid}/v2.0`,
          aud: clientIds.microsoft,
          sub: `pairwise-${person.oid}`,
          tid: person.tid,
          oid: person.oid,
          preferred_username: person.email,
          ver: '2.0',
          ...(person.xmsEdov ? { xms_edov: true } : {}),
        };
  }
  async function sign(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: `key-${keyNumber}`, typ: 'JWT', ...header })
      .sign(pair.privateKey);
  }
  return {
    trust: {
      google: { issuer: `${origin}/google`, clientId: clientIds.google },
      microsoft: { authority: `${origin}/organizations`, clientId: clientIds.microsoft },
    },
    claimsOf,
    sign,
    async prove(person, changes = {}) {
      const nonceSecret = newNonceSecret();
      // Unique, as a real ID token is: two made in one second are still two.
      const jti = randomBytes(8).toString('hex');
      const claims = { ...claimsOf(person), nonce: nonceOf(nonceSecret), jti, ...changes };
      return { idToken: await sign(claims), nonceSecret };
    },
    keyFetches: () => fetches,
    async rotateKey() {
      pair = await generateKeyPair('RS256', { extractable: true });
      keyNumber += 1;
    },
    moveKeys() {
      keysPath = '/moved-keys';
    },
    setKeyIssuer(issuer) {
      keyIssuer = typeof issuer === 'string' ? issuer.replace('ORIGIN', origin) : issuer;
    },
    setDown(down) {
      isDown = down;
    },
    publicKey: () => pair.publicKey,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The part of a service that belongs to one group of tests: its people, accounts and organizations. */
export interface Target {
  readonly issuers: TestIssuers;
  readonly call: SonarClient;
  /** The person of a story at a provider. */
  person(story: SeedStory, provider: 'google' | 'microsoft'): SeedPerson;
  /** The username and the account id of this part. */
  username(username: string): string;
  id(accountId: string): string;
  /** Signs in with the sandbox's password on a device of its own. */
  signInWithPassword(username: string): Promise<Wire['Session']>;
  /** A sign-in of a seeded person on a device of its own. */
  signIn(person: SeedPerson, deviceId?: string): Promise<Reply>;
}

/** A service to hold against the contract, and the providers that it trusts. */
export interface ContractService {
  /** `copy` from 1 to 5. */
  part(copy: number): Target;
  close(): Promise<void>;
}

/** Cheap enough to try many passwords in a test. */
export const cheapPasswords = { n: 1_024, r: 8, p: 1 };

/** A device as the app describes itself. */
export function deviceWith(id: string = randomUUID()) {
  return { id, name: 'Front desk', platform: 'linux', appVersion: '0.1.0' };
}

function partOf(copy: number, issuers: TestIssuers, call: SonarClient): Target {
  const username = (name: string) => `s${copy}.${name}`;
  return {
    issuers,
    call,
    username,
    id: (accountId) => `s${copy}-${accountId}`,
    person(story, provider) {
      const person = contractSeed.people.find(({ key }) => key === `s${copy}-${provider}-${story}`);
      if (!person) throw new Error(`nobody tells ${story} at ${provider}`);
      return person;
    },
    async signInWithPassword(name) {
      const body = { username: username(name), password: sandboxPassword, device: deviceWith() };
      return sessionOf(await call('signInWithPassword', { body }));
    },
    async signIn(person, deviceId) {
      const proof = await issuers.prove(person);
      return call('startSignIn', { body: { ...proof, device: deviceWith(deviceId) } });
    },
  };
}

/**
 * With `SONAR_CONTRACT_BASE_URL`, the service there: it has the seed `contract`, fresh, and trusts the issuers that this
 * suite serves on `SONAR_CONTRACT_ISSUER_PORT` (Google `http://127.0.0.1:PORT/google`, authority
 * `http://127.0.0.1:PORT/organizations`, client ids `test-google-client` and `test-microsoft-client`). Without it, the
 * sandbox's service, started for the occasion.
 */
export async function startContractService(): Promise<ContractService> {
  const { SONAR_CONTRACT_BASE_URL: givenUrl, SONAR_CONTRACT_ISSUER_PORT: port } = process.env;
  const issuers = await startTestIssuers(Date.now, Number(port ?? 0));
  const dataDir = await mkdtemp(join(tmpdir(), 'sonar-contract-'));
  const service = givenUrl
    ? null
    : await startSonarService({
        dataDir,
        port: 0,
        seed: contractSeed,
        trust: issuers.trust,
        passwordCost: cheapPasswords,
      });
  const call = createSonarClient(givenUrl ?? service?.baseUrl ?? '');
  return {
    part: (copy) => partOf(copy, issuers, call),
    async close() {
      await service?.close();
      await issuers.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
