import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, runCaptured } from '../common/run-captured.ts';
import { withFileLock } from '../common/with-file-lock.ts';

/** What a softphone can see of the module, in three forms that are made of the same declarations. */
export interface PublicTypes {
  /** One file of declarations that imports nothing: what the npm package holds. */
  readonly declarations: string;
  /** Every public type without its comments, in a fixed order: a change of it is a change of the module's face. */
  readonly report: string;
  /** The page for people, with the comments. */
  readonly page: string;
}

const work = join(projectRoot, '.cache', 'declarations');
const tools = 'scripts/tools/node_modules';

/** Makes all three of `src-main/index.ts`. */
export function makePublicTypes(): Promise<PublicTypes> {
  return withFileLock(join(projectRoot, '.cache', 'declarations.lock'), async () => {
    await rm(work, { recursive: true, force: true });
    await mkdir(join(work, 'report'), { recursive: true });
    await run(['node_modules/typescript/bin/tsc', '-p', 'scripts/api']);
    const extractor = `${tools}/@microsoft/api-extractor/bin/api-extractor`;
    await run([extractor, 'run', '--local', '--config', 'scripts/api/api-extractor.json']);
    await run(await pageCommand());
    const [declarations, report, page] = await Promise.all(
      ['index.d.ts', 'sonar-login.api.md', 'page/api.md'].map((name) =>
        readFile(join(work, name), 'utf8'),
      ),
    );
    if (!declarations || !report || !page) throw new Error('The public types are empty.');
    return { declarations, report, page: `${pageHead}${finishPage(page)}` };
  });
}

const pageHead = `# The functions and types of the module

Made of the declarations by \`node scripts/api/generate.ts\`. [README.md](README.md) says how they are used together.

`;

/** typedoc wants a project around what it reads. */
async function pageCommand(): Promise<readonly string[]> {
  const compilerOptions = { target: 'ES2022', module: 'NodeNext', strict: true, types: [] };
  const project = join(work, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, files: ['index.d.ts'] }));
  const tables = ['classProperties', 'interfaceProperties', 'typeAliasProperties', 'parameters'];
  return [
    `${tools}/typedoc/bin/typedoc`,
    ...['--plugin', join(projectRoot, tools, 'typedoc-plugin-markdown', 'dist', 'index.js')],
    ...['--tsconfig', project, '--entryPoints', join(work, 'index.d.ts')],
    ...[
      '--out',
      join(work, 'page'),
      '--outputFileStrategy',
      'modules',
      '--entryFileName',
      'api.md',
    ],
    ...['--readme', 'none', '--disableSources', '--excludeExternals', '--sort', 'source-order'],
    ...['--hidePageHeader', '--hideBreadcrumbs', '--hidePageTitle'],
    ...tables.flatMap((name) => [`--${name}Format`, 'table']),
    // A type that is used and not exported has no place on the page, and no name for who uses the module.
    '--treatWarningsAsErrors',
    // A list that a type is made of; the page has the type.
    ...['--intentionallyNotExported', 'askablePages'],
  ];
}

/** Comments that the manual shares lead to headings of the manual. */
function finishPage(page: string): string {
  const own = new Set([...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading)));
  return (
    page
      .replaceAll(/\]\(#([\w-]+)\)/g, (link, name: string) =>
        own.has(name) ? link : `](../administrators.md#${name})`,
      )
      // The compiler forgets the name of a type of keys; only the codes are as many.
      .replaceAll(/(?:`"[\w-]+"` \\\| ){20,}`"[\w-]+"`/g, '[`ErrorCode`](#errorcode)')
  );
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .trim()
    .replaceAll(' ', '-');
}

async function run(args: readonly string[]): Promise<void> {
  const { exitCode, output } = await runCaptured(args);
  if (exitCode !== 0) throw new Error(`The public types could not be made:\n${output.trim()}`);
}
