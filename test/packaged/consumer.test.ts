import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { list } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot, runCaptured } from '../../scripts/common/run-captured.ts';
import { runNpm } from '../../scripts/setup/npm-packages.mjs';
import { builtApp, signIn, withDesktop } from '../e2e/support/desktop.ts';
import { makeFolder } from '../packaging/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

const folder = makeFolder();
const consumer = join(folder.path, 'consumer');
let tarball = '';
const packed: { readonly path: string; readonly size: number }[] = [];

function npm(args: readonly string[], cwd: string): void {
  const { ok, output } = runNpm(args, { cwd });
  if (!ok) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
}

/** What the README says is enough. */
function codeOfTheReadme(): string {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const section = readme.split('\n## Use it in your softphone\n')[1] ?? '';
  return /^```ts\n(.*?)^```/ms.exec(section)?.[1] ?? '';
}

/** The longer one, of the page for softphones. */
function codeOfThePage(): string {
  const page = readFileSync(join(projectRoot, 'docs', 'softphone', 'README.md'), 'utf8');
  return /^```ts\n(.*?)^```/ms.exec(page)?.[1] ?? '';
}

/** The part of it that is the softphone's own. */
const telephone = (configuration: string) => `
import type { Provisioning } from 'sonar-login';
export const configuration = ${configuration};
export function register({ sipAddress, registrar }: Provisioning): void {
  console.log('Registering', sipAddress, 'at', registrar);
}
export function unregister(_accountId: string): void {}
export function showNames(_names: readonly string[]): void {}
export const isCalling = (): boolean => false;
`;

const realEndpoints = {
  sonar: { baseUrl: 'https://sonar.example' },
  google: { clientId: 'a client of Google' },
  microsoft: { clientId: 'a client of Microsoft' },
};

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  target: 'ES2022',
  types: [],
  outDir: 'dist',
  rootDir: '.',
};

/** The declarations of the Electron that ships, which are not strict themselves. */
const withElectron = {
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [join(projectRoot, 'node_modules', '@types')],
  paths: { electron: [join(projectRoot, 'node_modules', 'electron', 'electron.d.ts')] },
};

/** Compiles the consumer with the project's own compiler; answers what it had to say. */
async function compile(
  module: string,
  moduleResolution: string,
  emit: boolean,
  more: object = {},
): Promise<string> {
  const project = join(consumer, 'tsconfig.json');
  const options = { ...compilerOptions, module, moduleResolution, noEmit: !emit, ...more };
  await writeFile(project, JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  const tsc = 'node_modules/typescript/bin/tsc';
  return (await runCaptured([tsc, '-p', project])).output;
}

beforeAll(async () => {
  await mkdir(consumer);
  npm(['pack', '--pack-destination', folder.path], projectRoot);
  const [name = ''] = (await readdir(folder.path)).filter((file) => file.endsWith('.tgz'));
  tarball = join(folder.path, name);
  await list({ file: tarball, onReadEntry: ({ path, size }) => packed.push({ path, size }) });
  const manifest = { name: 'consumer', version: '1.0.0', type: 'module', main: 'dist/main.js' };
  await writeFile(join(consumer, 'package.json'), JSON.stringify(manifest));
  // The Electron of the tests runs it, so that the peer need not come. Without scripts, because keytar's would look for
  // a binary on the internet or compile one; the one that is here is what it would compile.
  npm(['install', '--ignore-scripts', '--omit=peer', '--prefer-offline', tarball], consumer);
  const binary = join('node_modules', 'keytar', 'build', 'Release', 'keytar.node');
  await cp(join(projectRoot, binary), join(consumer, binary));
  await writeFile(join(consumer, 'main.ts'), codeOfTheReadme());
  await writeFile(join(consumer, 'telephone.ts'), telephone(JSON.stringify(realEndpoints)));
}, 180_000);
afterAll(() => folder.remove());

describe('the packed module', () => {
  test('it holds bundles, declarations, licences, README and policy templates, and nothing else', () => {
    const paths = packed.map(({ path }) => path.replace(/^package\//, ''));
    const expected =
      /^(?:package\.json|README\.md|LICENSE|dist\/(?:main|preload|renderer)\/[\w./-]+|dist\/index\.d\.ts|dist\/third-party-licences\.txt|build\/policies\/.+)$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
    for (const name of ['main/sonar-login.js', 'main/keychain-process.js', 'preload/index.cjs'])
      expect(paths).toContain(`dist/${name}`);
    for (const name of ['renderer/index.html', 'index.d.ts', 'third-party-licences.txt'])
      expect(paths).toContain(`dist/${name}`);
  });

  test('it is fewer than 90 files, since a start loads it in parts, and less than 3 MB', () => {
    expect(packed.length).toBeLessThan(90);
    expect(packed.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(3_000_000);
  });

  test('the window loads one script before its first picture, of less than 90 kB when packed by gzip', async () => {
    const renderer = join(consumer, 'node_modules', 'sonar-login', 'dist', 'renderer');
    const page = await readFile(join(renderer, 'index.html'), 'utf8');
    const [script = '', ...others] = [...page.matchAll(/"([^"]+\.js)"/g)].map(([, name]) => name);
    expect(others).toEqual([]);
    const code = await readFile(join(renderer, script));
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(90_000);
    // Nothing that it imports from another file comes with it.
    expect(code.toString()).not.toMatch(/(?:^|[;}])import(?:["'`{*]|\s+[\w{*])/);
  });

  test('it brings nothing but what is native, no Node of its own, and runs nothing of ours when it is installed', async () => {
    const lock = JSON.parse(await readFile(join(consumer, 'package-lock.json'), 'utf8'));
    const own = lock.packages['node_modules/sonar-login'];
    expect(own.hasInstallScript).toBeUndefined();
    expect(own.dependencies).toEqual({ keytar: expect.any(String) });
    expect(own.optionalDependencies).toEqual({ 'native-reg': expect.any(String) });
    expect(own.peerDependencies).toEqual({ electron: '>=33' });
    const names = Object.keys(lock.packages);
    expect(names.filter((name) => /node_modules\/node-(?:linux|darwin|win)/.test(name))).toEqual(
      [],
    );
  });

  test('the licence of whatever is bundled comes along, and of nothing that is not', async () => {
    const file = join(consumer, 'node_modules', 'sonar-login', 'dist', 'third-party-licences.txt');
    const licences = await readFile(file, 'utf8');
    for (const name of ['react-dom', 'jose', '@azure/msal-node', 'zod', 'lucide-react'])
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\(`, 'm'));
    expect(licences).not.toMatch(/^(?:electron|keytar|native-reg|vitest) /m);
  });

  test('publint finds nothing wrong with it', async () => {
    const bytes = await readFile(tarball);
    const { messages, pkg } = await publint({
      pack: { tarball: new Uint8Array(bytes).buffer },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('its types are right under every resolution of a module', async () => {
    const attw = 'node_modules/@arethetypeswrong/cli/dist/index.js';
    const { exitCode, output } = await runCaptured([attw, tarball, '--profile', 'esm-only']);
    expect(exitCode, output).toBe(0);
  });
});

describe('the lines of the README', () => {
  test('they are five', () => {
    expect(codeOfTheReadme().trimEnd().split('\n')).toHaveLength(5);
  });

  test.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])(
    'strictly, as %s modules found by %s, they compile, and what is wrong does not',
    async (...way) => {
      expect(await compile(...way, false)).toBe('');
      // Those of the page have Electron's own types beside them.
      const page = join(consumer, 'page.ts');
      await writeFile(page, codeOfThePage());
      expect(codeOfThePage()).toContain('registerSonarLoginScheme();');
      expect(await compile(...way, false, withElectron)).toBe('');
      await writeFile(page, 'export {};\n');
      const wrong = join(consumer, 'wrong.ts');
      await writeFile(
        wrong,
        "import { startSonarLogin } from 'sonar-login';\nstartSonarLogin(3);\n",
      );
      expect(await compile(...way, false)).toMatch(/^\S*wrong\.ts\(2,17\): error TS\d+: [^\n]*\n$/);
      await writeFile(wrong, 'export {};\n');
    },
  );

  test('they run on Electron: sign in, and the softphone registers', () =>
    withDesktop(async (desktop) => {
      const configuration = await readFile(desktop.sandbox.description.config, 'utf8');
      await writeFile(join(consumer, 'telephone.ts'), telephone(configuration));
      expect(await compile('NodeNext', 'NodeNext', true)).toBe('');
      const app = await desktop.startApp({
        env: { XDG_CONFIG_HOME: join(desktop.folder, 'configuration') },
      });
      expect(await app.inMain((electron) => electron.app.getName())).toBe('consumer');
      await signIn(desktop, app, 'google-one-account');
      await app.page.getByRole('heading', { name: 'Ana Silva' }).waitFor();
      await waitUntil(
        () => /Registering sip:\S+ at sips:\S+/.test(app.output()),
        () => `the registration; it said: ${app.output()}`,
      );
    }, builtApp(consumer)));
});
