/**
 * Writes `src-main/sonar/generated/` from the OpenAPI document: types of what is sent, and schemas that every answer is
 * parsed by. With `--check` it writes nothing, compares, and exits 1 when they differ. The generator of the types lives
 * apart with its own lockfile, because it needs TypeScript 5.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateAnswerSchemas } from './answer-schemas.ts';

/** What is used of openapi-typescript, which is not there before its own installation. */
interface Generator {
  default(document: URL): Promise<unknown[]>;
  astToString(nodes: unknown[]): string;
}

const here = import.meta.dirname;
const documentPath = join(here, '../../src-main/sonar/openapi.yaml');
const heading =
  '/** Generated from ../openapi.yaml by build/codegen/generate.ts. Change that document, not this file. */\n';

/** Installs the generator by its lockfile when it is missing; throws when npm fails. */
function installWhenMissing(): void {
  if (existsSync(join(here, 'node_modules/openapi-typescript/package.json'))) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, ['ci', '--ignore-scripts'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed in build/codegen', { cause: error });
}

async function generate(): Promise<string> {
  // A name the type checker does not follow: the package may not be installed when it runs.
  const name: string = 'openapi-typescript';
  const generator = (await import(name)) as Generator;
  return heading + generator.astToString(await generator.default(pathToFileURL(documentPath)));
}

installWhenMissing();
const folder = join(here, '../../src-main/sonar/generated');
const files: Readonly<Record<string, string>> = {
  'openapi.ts': await generate(),
  'answers.ts': generateAnswerSchemas(documentPath),
};
for (const [name, wanted] of Object.entries(files)) {
  const path = join(folder, name);
  if (process.argv.includes('--check')) {
    const present = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (present === wanted) continue;
    console.error(`src-main/sonar/generated/${name} is stale: run node build/codegen/generate.ts`);
    process.exitCode = 1;
  } else {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, wanted);
  }
}
