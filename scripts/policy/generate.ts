import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { policySchema } from '../../src-main/policy/policy-schema.ts';
import { listPolicyArtefacts } from './policy-artefacts.ts';

const project = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const stale = listPolicyArtefacts(policySchema).filter(({ path, content }) => {
  const file = join(project, path);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const wanted = content(current);
  if (current === wanted) return false;
  if (!values.check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
  return true;
});

for (const { path } of stale) console.log(`${values.check ? 'Out of date' : 'Written'}: ${path}`);
if (values.check && stale.length > 0) {
  console.error('Run `node scripts/policy/generate.ts`.');
  process.exitCode = 1;
} else if (stale.length === 0) {
  console.log('Policy files are current.');
}
