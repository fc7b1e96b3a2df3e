/**
 * Writes what git holds of the module's public types: the report, which says what they are, and the page, which explains
 * them. With `--check` it writes nothing, compares, and exits 1 when they differ.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../common/run-captured.ts';
import { makePublicTypes } from './public-types.ts';

const { report, page } = await makePublicTypes();
const files = [
  ['docs/softphone/sonar-login.api.md', report],
  ['docs/softphone/api.md', page],
] as const;

for (const [path, wanted] of files) {
  const file = join(projectRoot, path);
  if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue;
  if (process.argv.includes('--check')) {
    console.error(
      `${path} is stale: the public types or their comments have changed. Accept it by \`node scripts/api/generate.ts\`; ` +
        'CONTRIBUTING.md, "The public types", says which version a change of the report asks for.',
    );
    process.exitCode = 1;
  } else {
    await writeFile(file, wanted);
    console.log(`Written: ${path}`);
  }
}
