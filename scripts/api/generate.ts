import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from '../common/files.ts';
import { projectRoot, runCaptured } from '../common/run-captured.ts';

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
const tools = join(projectRoot, 'scripts', 'tools', 'node_modules');
const emitted = join(work, 'emitted', 'src-main', 'index.d.ts');

/** Makes all three of `src-main/index.ts`. */
export function makePublicTypes(): Promise<PublicTypes> {
  return withFileLock(join(projectRoot, '.cache', 'declarations.lock'), async () => {
    await rm(work, { recursive: true, force: true });
    await mkdir(join(work, 'report'), { recursive: true });
    await emitDeclarations();
    await rollUp();
    await writePage();
    const [declarations, report, page] = await Promise.all(
      ['index.d.ts', 'sonar-login.api.md', 'page/api.md'].map((name) =>
        readFile(join(work, name), 'utf8'),
      ),
    );
    if (!declarations || !report || !page) throw new Error('The public types are empty.');
    return { declarations, report, page: `${pageHead}${finishPage(page)}` };
  });
}

async function emitDeclarations(): Promise<void> {
  const compilerOptions = {
    rootDir: projectRoot,
    outDir: join(work, 'emitted'),
    composite: false,
    incremental: false,
    declaration: true,
    types: ['node'],
  };
  const config = await writeConfig('emit.json', {
    extends: join(projectRoot, 'tsconfig.base.json'),
    compilerOptions,
    files: [join(projectRoot, 'src-main', 'index.ts')],
  });
  await run([join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', config]);
}

/** The options with which the older compilers of the tools read what ours has written. */
const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
};

/** One file out of many, and the report. */
async function rollUp(): Promise<void> {
  const silent = { logLevel: 'none', addToApiReportFile: false };
  const config = await writeConfig('api-extractor.json', {
    projectFolder: projectRoot,
    mainEntryPointFilePath: emitted,
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        compilerOptions: { ...compilerOptions, types: ['node'] },
        files: [emitted],
      },
      skipLibCheck: true,
    },
    apiReport: {
      enabled: true,
      includeForgottenExports: true,
      reportFileName: 'sonar-login',
      reportFolder: work,
      reportTempFolder: join(work, 'report'),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: true, untrimmedFilePath: join(work, 'index.d.ts') },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: 'error' } },
      // The page's maker refuses what has to be exported; what needs a comment is our own rule.
      extractorMessageReporting: {
        default: silent,
        'ae-forgotten-export': silent,
        'ae-undocumented': silent,
      },
      tsdocMessageReporting: { default: { logLevel: 'none' } },
    },
  });
  const extractor = join(tools, '@microsoft', 'api-extractor', 'bin', 'api-extractor');
  await run([extractor, 'run', '--local', '--config', config]);
}

const pageHead = `# The functions and types of the module

Made of the declarations by \`node scripts/api/generate.ts\`. [README.md](README.md) says how they are used together.

`;

async function writePage(): Promise<void> {
  const entry = join(work, 'index.d.ts');
  const project = await writeConfig('page.json', {
    compilerOptions: { ...compilerOptions, types: [] },
    files: [entry],
  });
  const tables = ['classProperties', 'interfaceProperties', 'typeAliasProperties', 'parameters'];
  await run([
    join(tools, 'typedoc', 'bin', 'typedoc'),
    ...['--plugin', join(tools, 'typedoc-plugin-markdown', 'dist', 'index.js')],
    ...['--tsconfig', project, '--entryPoints', entry, '--out', join(work, 'page')],
    ...['--outputFileStrategy', 'modules', '--entryFileName', 'api.md', '--sort', 'source-order'],
    ...['--readme', 'none', '--disableSources', '--excludeExternals'],
    ...['--hidePageHeader', '--hideBreadcrumbs', '--hidePageTitle'],
    ...tables.flatMap((name) => [`--${name}Format`, 'table']),
    // A type that is used and not exported has no place on the page, and no name for who uses the module.
    '--treatWarningsAsErrors',
    // A list that a type is made of; the page has the type.
    ...['--intentionallyNotExported', 'askablePages'],
  ]);
}

function finishPage(page: string): string {
  const own = new Set([...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading)));
  return (
    page
      // Comments that the manual shares lead to headings of the manual.
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

async function writeConfig(name: string, config: object): Promise<string> {
  const path = join(work, name);
  await writeFile(path, JSON.stringify(config));
  return path;
}

async function run(args: readonly string[]): Promise<void> {
  const { exitCode, output } = await runCaptured(args);
  if (exitCode !== 0) throw new Error(`The public types could not be made:\n${output.trim()}`);
}

/** Writes what git holds of the public types, or says what is stale of it and answers false. */
async function keepUpToDate(writes: boolean): Promise<boolean> {
  const { report, page } = await makePublicTypes();
  const files = [
    ['docs/softphone/sonar-login.api.md', report],
    ['docs/softphone/api.md', page],
  ] as const;
  let isCurrent = true;
  for (const [path, wanted] of files) {
    const file = join(projectRoot, path);
    if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue;
    if (writes) {
      await writeFile(file, wanted);
      console.log(`Written: ${path}`);
    } else {
      isCurrent = false;
      console.error(
        `${path} is stale: the public types or their comments have changed. Accept it by \`node scripts/api/generate.ts\`; ` +
          'CONTRIBUTING.md, "The public types", says which version a change of the report asks for.',
      );
    }
  }
  return isCurrent;
}

if (import.meta.main && !(await keepUpToDate(!process.argv.includes('--check')))) {
  process.exitCode = 1;
}
