import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { type PlistValue, parse as parsePlist } from 'plist';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import {
  assembleApp,
  assembleMacApp,
  assembleWindowsApp,
  decidedFuses,
  listBuiltFiles,
  listFiles,
  presentElectron,
  readFuses,
  testedBuild,
} from './packaged-app.ts';
import { makeFolder, project, runProgram } from './run-program.ts';

describe('Linux', () => {
  const keytarFiles = [
    'node_modules/keytar/build/Release/keytar.node',
    'node_modules/keytar/lib/keytar.js',
    'node_modules/keytar/package.json',
  ];
  let app = '';
  let asar = '';

  beforeAll(async () => {
    app = await assembleApp();
    asar = join(app, 'resources', 'app.asar');
  }, 300_000);

  function listArchive(): readonly string[] {
    const paths = listPackage(asar, { isPack: false }).map((path) => path.replace(/^[\\/]/, ''));
    return paths.filter((path) => !('files' in statFile(asar, path))).sort();
  }

  test('PK-05: the archive holds exactly the build, package.json and the three files of keytar', () => {
    const wanted = ['package.json', ...listBuiltFiles(testedBuild), ...keytarFiles].sort();
    expect(listArchive()).toEqual(wanted);
    const megabytes = (path: string) => (statSync(path).size / 1_000_000).toFixed(2);
    console.log(`app.asar ${megabytes(asar)} MB, ${wanted.length} files`);
  });

  test('keytar lies outside the archive, and nothing else does', () => {
    expect(listFiles(join(app, 'resources', 'app.asar.unpacked'))).toEqual(keytarFiles);
  });

  test('PK-05: no file of the archive is a source map, a test, a secret or a part of the sandbox', () => {
    const forbidden = [
      /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
      /\bGOCSPX-[\w-]{20,}/,
      /sourceMappingURL=/,
      /\boidc-provider\b/,
      /\bnode:sqlite\b/,
      /\bvitest\b/,
      new RegExp(project.replaceAll('/', '[\\\\/]+')),
    ];
    const texts = listArchive().filter((path) => /\.(c?js|json|html|css)$/.test(path));
    const findings = texts.flatMap((path) => {
      const text = extractFile(asar, path).toString('utf8');
      return forbidden
        .filter((pattern) => pattern.test(text))
        .map((pattern) => `${path}: ${pattern}`);
    });
    expect(findings).toEqual([]);
    expect(
      listArchive().filter((path) =>
        /^(?:services|scripts)\/|sandbox\/|test\/|\.map$|\.env|\.git/.test(path),
      ),
    ).toEqual([]);
  });

  test('native packages are loaded from their folders, not copied into a bundle', () => {
    const bundles = listArchive().filter((path) => path.startsWith('dist/main/'));
    const text = bundles.map((path) => extractFile(asar, path).toString('utf8')).join('\n');
    expect(/import\(["'`]native-reg["'`]\)/.test(text)).toBe(true);
    expect(/["'`]keytar["'`]/.test(text)).toBe(true);
    expect(text.includes('node-gyp-build')).toBe(false);
  });

  test('the main script that package.json names is in the archive, and no script or tool is named', () => {
    const packed = JSON.parse(extractFile(asar, 'package.json').toString('utf8'));
    expect(listArchive()).toContain(packed.main.replace(/^\.\//, ''));
    expect(packed).not.toHaveProperty('scripts');
    expect(packed).not.toHaveProperty('devDependencies');
  });

  test('PK-03: every file of the archive has the hash that Electron checks', () => {
    const { header } = getRawHeader(asar);
    const collect = (node: unknown): readonly unknown[] => {
      if (typeof node !== 'object' || node === null) return [];
      if ('files' in node) return Object.values(node.files ?? {}).flatMap(collect);
      return [node];
    };
    const files = collect(header);
    expect(files.length).toBe(listArchive().length);
    for (const file of files) expect(file).toMatchObject({ integrity: { algorithm: 'SHA256' } });
  });

  test('PK-01: every fuse of Electron is set as decided, read back from the program', async () => {
    const shipped = await readFuses(presentElectron().program);
    const flipped = await readFuses(join(app, 'sonar-login'));
    expect(Object.keys(decidedFuses())).toHaveLength(9);
    expect(Object.keys(flipped)).toEqual(Object.keys(shipped));
    expect(decidedFuses()).toMatchObject(flipped);
    expect(flipped).not.toEqual(shipped);
  });

  test('policy templates, licences and the bill of materials come along', () => {
    const resources = join(app, 'resources');
    expect(listFiles(join(resources, 'policies'))).toEqual(
      listFiles(join(project, 'build', 'policies')),
    );
    const licences = readFileSync(join(resources, 'third-party-licences.txt'), 'utf8');
    const materials = JSON.parse(readFileSync(join(resources, 'sbom.cdx.json'), 'utf8'));
    expect(materials).toMatchObject({ bomFormat: 'CycloneDX' });
    const names: readonly string[] = materials.components.map(
      (part: { name: string }) => part.name,
    );
    expect(names).toContain('electron');
    expect(names).not.toContain('vitest');
    for (const name of names) expect(licences).toContain(`${name} `);
  });

  test('outside of resources there is the Electron that was taken, without its notes and the languages nobody chose', () => {
    const electron = listFiles(presentElectron().folder).filter(isShipped);
    const renamed = electron.map((path) =>
      path === 'electron' ? 'sonar-login' : path.replace(/^LICENSE$/, 'LICENSE.electron.txt'),
    );
    expect(listFiles(app).filter((path) => !path.startsWith('resources/'))).toEqual(renamed.sort());
    expect(listFiles(join(app, 'locales'))).toEqual(['en-US.pak', 'es.pak', 'fr.pak']);
  });

  function isShipped(path: string): boolean {
    if (path.startsWith('locales/')) return ['en-US', 'es', 'fr'].includes(parse(path).name);
    return !/^resources\/|^version$|^not-for-shipping\.txt$/.test(path);
  }

  test('resources hold our archive, what lies outside of it, and the papers: no app of Electron’s own', () => {
    const names = listFiles(join(app, 'resources')).map((path) => path.split('/', 1)[0] ?? path);
    expect([...new Set(names)].sort()).toEqual([
      'LICENSE.txt',
      'app-update.yml',
      'app.asar',
      'app.asar.unpacked',
      'policies',
      'sbom.cdx.json',
      'third-party-licences.txt',
    ]);
  });

  test('the Electron that was taken is as it was: no file of it is shared with the app', async () => {
    const { folder, program } = presentElectron();
    const inodeOf = (path: string) => statSync(path).ino;
    const theirs = new Set(listFiles(folder).map((path) => inodeOf(join(folder, path))));
    expect(listFiles(app).filter((path) => theirs.has(inodeOf(join(app, path))))).toEqual([]);
    expect(await readFuses(program)).toMatchObject({ RunAsNode: 'on', OnlyLoadAppFromAsar: 'off' });
  });
});

describe('macOS', () => {
  const folder = makeFolder();
  let app = '';

  beforeAll(async () => {
    app = await assembleMacApp(folder.path);
  }, 300_000);
  afterAll(folder.remove);

  function readInfo(): Record<string, PlistValue> {
    return parsePlist(readFileSync(join(app, 'Contents', 'Info.plist'), 'utf8')) as Record<
      string,
      PlistValue
    >;
  }

  test('plistutil reads Info.plist, which names the app by its fixed identifier', () => {
    const file = join(app, 'Contents', 'Info.plist');
    expect(runProgram('plistutil', ['-i', file, '-o', '-']).status).toBe(0);
    expect(readInfo()).toMatchObject({
      CFBundleIdentifier: 'com.net2phone.sonar.login',
      CFBundleName: 'Sonar',
      LSMinimumSystemVersion: '13.0',
    });
  });

  test('DL-07: no URL scheme is registered and nothing may be loaded over plain http but on this computer', () => {
    const info = readInfo();
    expect(info).not.toHaveProperty('CFBundleURLTypes');
    expect(info.NSAppTransportSecurity).toEqual({
      NSAllowsArbitraryLoads: false,
      NSAllowsLocalNetworking: true,
    });
  });

  test('PK-03: Info.plist carries the hash of the archive that Electron checks at start', () => {
    const { headerString } = getRawHeader(join(app, 'Contents', 'Resources', 'app.asar'));
    const hash = createHash('sha256').update(headerString).digest('hex');
    expect(readInfo().ElectronAsarIntegrity).toEqual({
      'Resources/app.asar': { algorithm: 'SHA256', hash },
    });
  });

  test('PK-01: every fuse is set as decided on macOS too', async () => {
    expect(await readFuses(app)).toEqual(decidedFuses());
  });

  test('the entitlements allow machine code made at run time and nothing else', () => {
    const { mac } = parseYaml(readFileSync(join(project, 'electron-builder.yml'), 'utf8'));
    for (const path of new Set<string>([mac.entitlements, mac.entitlementsInherit])) {
      const file = join(project, path);
      expect(runProgram('plistutil', ['-i', file, '-o', '-']).status).toBe(0);
      expect(parsePlist(readFileSync(file, 'utf8'))).toEqual({
        'com.apple.security.cs.allow-jit': true,
      });
    }
  });

  test('the profile, its manifest and Jamf’s schema are inside', () => {
    expect(listFiles(join(app, 'Contents', 'Resources', 'policies', 'macos'))).toEqual([
      'com.net2phone.sonar.login.json',
      'com.net2phone.sonar.login.plist',
      'sonar-login.mobileconfig',
    ]);
  });
});

describe('Windows', () => {
  const folder = makeFolder();
  let app = '';
  let asar = '';

  beforeAll(async () => {
    app = await assembleWindowsApp(folder.path);
    asar = join(app, 'resources', 'app.asar');
  }, 300_000);
  afterAll(folder.remove);

  test('on Windows the registry library comes along for its own architecture, outside the archive', () => {
    const outside = listFiles(join(app, 'resources', 'app.asar.unpacked'));
    expect(outside.filter((path) => path.startsWith('node_modules/native-reg/'))).toEqual([
      'node_modules/native-reg/lib/index.js',
      'node_modules/native-reg/package.json',
      expect.stringMatching(/^node_modules\/native-reg\/prebuilds\/win32-(x64|arm64)\/\S+\.node$/),
    ]);
    const loader = listPackage(asar, { isPack: false }).filter((path) =>
      /node-gyp-build\/\S+\.js$/.test(path),
    );
    expect(loader.map((path) => path.split(/[\\/]/).at(-1)).sort()).toEqual([
      'index.js',
      'node-gyp-build.js',
    ]);
  });

  test('PK-03: the program carries the hash of the archive that Electron checks at start', () => {
    const { headerString } = getRawHeader(asar);
    const hash = createHash('sha256').update(headerString).digest('hex');
    expect(readFileSync(join(app, 'Sonar.exe')).includes(hash)).toBe(true);
  });

  test('PK-01: every fuse is set as decided on Windows too', async () => {
    expect(await readFuses(join(app, 'Sonar.exe'))).toEqual(decidedFuses());
  });

  test('policy templates for Group Policy and Intune are inside', () => {
    expect(listFiles(join(app, 'resources', 'policies', 'windows'))).toEqual([
      'en-US/sonar-login.adml',
      'es-ES/sonar-login.adml',
      'fr-CA/sonar-login.adml',
      'sonar-login.admx',
    ]);
  });

  test('S2-10: what has to be signed and is not ends the packaging', async () => {
    const unsigned = assembleWindowsApp(join(folder.path, 'signed'), { mustBeSigned: true });
    await expect(unsigned).rejects.toThrow(/not signed/);
  }, 300_000);
});
