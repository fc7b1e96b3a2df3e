/**
 * The Sonar service as a process of its own. Prints one JSON line `{"baseUrl"}` once it listens; ends on SIGTERM and
 * SIGINT. `node services/sonar/index.ts --data DIR --google-issuer URL --google-client-id ID --microsoft-authority URL
 * --microsoft-client-id ID [--port N] [--seed NAME] [--password-cost N]`
 */
import { parseArgs } from 'node:util';
import { seedByName, seedNames } from '../seed/default-seed.ts';
import { startSonarService } from './start-sonar-service.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    data: text,
    port: { ...text, default: '0' },
    seed: { ...text, default: 'default' },
    'google-issuer': text,
    'google-client-id': text,
    'microsoft-authority': text,
    'microsoft-client-id': text,
    /** scrypt's N, with r = 8 and p = 1; for tests that try thousands of passwords. */
    'password-cost': text,
  },
});

function required(name: keyof typeof values): string {
  const value = values[name];
  if (!value) throw new Error(`--${name} is missing`);
  return value;
}

const seed = seedByName(values.seed);
if (!seed) throw new Error(`--seed knows ${seedNames.join(', ')}`);
const cost = values['password-cost'];
const service = await startSonarService({
  dataDir: required('data'),
  port: Number(values.port),
  seed,
  trust: {
    google: { issuer: required('google-issuer'), clientId: required('google-client-id') },
    microsoft: {
      authority: required('microsoft-authority'),
      clientId: required('microsoft-client-id'),
    },
  },
  ...(cost ? { passwordCost: { n: Number(cost), r: 8, p: 1 } } : {}),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void service.close());
}
process.stdout.write(`${JSON.stringify({ baseUrl: service.baseUrl })}\n`);
