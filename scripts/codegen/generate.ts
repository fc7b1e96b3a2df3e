/**
 * Writes `src-main/generated/service-contract.ts` from the OpenAPI document: the schemas that every answer is parsed by,
 * and the types of what is answered and sent. With `--check` it writes nothing, compares, and exits 1 when they differ.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateContract } from './contract-source.ts';

const root = join(import.meta.dirname, '../..');
const name = 'src-main/generated/service-contract.ts';
const path = join(root, name);
const wanted = generateContract(join(root, 'services/sonar/openapi.yaml'));

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== wanted) {
  console.error(`${name} is stale: run node scripts/codegen/generate.ts`);
  process.exitCode = 1;
}
