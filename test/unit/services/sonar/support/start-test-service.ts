import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultSeed } from '../../../../../services/seed/default-seed.ts';
import type { SeedPerson, SeedStory } from '../../../../../services/seed/seed.ts';
import type { SonarServiceOptions } from '../../../../../services/sonar/options.ts';
import {
  type RunningSonarService,
  startSonarService,
} from '../../../../../services/sonar/start-sonar-service.ts';
import {
  createSonarClient,
  type Reply,
  type SonarClient,
} from '../../../../contract/support/sonar-client.ts';
import { startTestIssuers, type TestIssuers } from '../../../../contract/support/target.ts';

/** A service of the test's own with its providers, and a clock that the test moves. */
export interface TestService {
  readonly service: RunningSonarService;
  readonly issuers: TestIssuers;
  readonly dataDir: string;
  readonly call: SonarClient;
  /** Moves the clock of service and providers, milliseconds. */
  advance(milliseconds: number): void;
  now(): number;
  signIn(person: SeedPerson, deviceId?: string): Promise<Reply>;
}

/** Cheap enough to try many passwords. */
export const cheapPasswords = { n: 1_024, r: 8, p: 1 };

/** A device as the app describes itself. */
export function deviceWith(id: string = randomUUID()) {
  return { id, name: 'Front desk', platform: 'linux', appVersion: '0.1.0' };
}

/** The person of a story in the default seed. */
export function personOf(story: SeedStory, provider: 'google' | 'microsoft'): SeedPerson {
  const person = defaultSeed.people.find(({ key }) => key === `${provider}-${story}`);
  if (!person) throw new Error(`nobody tells ${story} at ${provider}`);
  return person;
}

/** A directory that is deleted when the test has finished. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sonar-service-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Starts a service for one test; it ends with the test, and so fails it when an answer was not documented. */
export async function startTestService(
  options: Partial<SonarServiceOptions> = {},
): Promise<TestService> {
  let offset = 0;
  const now = () => Date.now() + offset;
  const dataDir = options.dataDir ?? (await temporaryDirectory());
  const issuers = await startTestIssuers(now);
  onTestFinished(() => issuers.close());
  const service = await startSonarService({
    dataDir,
    port: 0,
    seed: defaultSeed,
    trust: issuers.trust,
    passwordCost: cheapPasswords,
    now,
    ...options,
  });
  onTestFinished(async () => {
    const undocumented = service.control.readUndocumented();
    await service.close();
    if (undocumented.length > 0) throw new Error(undocumented.join('\n'));
  });
  const call = createSonarClient(service.baseUrl);
  return {
    service,
    issuers,
    dataDir,
    call,
    now,
    advance(milliseconds) {
      offset += milliseconds;
    },
    async signIn(person, deviceId) {
      const proof = await issuers.prove(person);
      return call('startSignIn', { body: { ...proof, device: deviceWith(deviceId) } });
    },
  };
}

/** Runs `work` for 0 … count-1, never more than `atOnce` at the same time; answers in order. */
export async function inParallel<T>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results = new Array<T>(count);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await work(index);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
