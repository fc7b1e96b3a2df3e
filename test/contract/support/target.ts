import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractSeed, sandboxPassword } from '../../../services/seed/default-seed.ts';
import type { SeedPerson, SeedStory } from '../../../services/seed/seed.ts';
import { startSonarService } from '../../../services/sonar/start-sonar-service.ts';
import type { Wire } from '../../../src-main/generated/service-contract.ts';
import { createSonarClient, type Reply, type SonarClient, sessionOf } from './sonar-client.ts';
import { startTestIssuers, type TestIssuers } from './test-issuers.ts';

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
