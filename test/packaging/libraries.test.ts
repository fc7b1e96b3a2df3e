import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { installedPackages, packagesOf, withAllTheyNeed } from './debian-packages.ts';
import { assembleApp } from './packaged-app.ts';
import { project, runProgram } from './run-program.ts';

interface Needs {
  readonly depends: readonly string[];
}

const configuration = parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8'));
const deb: Needs = configuration.deb;
const rpm: Needs = configuration.rpm;

/** What our deb asks for, and by which name the rpm asks for the same. */
const nameInRpm: Readonly<Record<string, string>> = {
  'libsecret-1-0': 'libsecret',
  'libgtk-3-0': 'gtk3',
  libnotify4: 'libnotify',
  libnss3: 'nss',
  libxss1: 'libXScrnSaver',
  libxtst6: '(libXtst or libXtst6)',
  'libatspi2.0-0': 'at-spi2-core',
  libuuid1: '(libuuid or libuuid1)',
  libgbm1: 'mesa-libgbm',
  libdrm2: 'libdrm',
  'libasound2 | libasound2t64': 'alsa-lib',
  'xdg-utils': 'xdg-utils',
};

let app = '';
beforeAll(async () => {
  app = await assembleApp();
}, 300_000);

/** The libraries that the programs and modules of the app are linked with and do not bring along. */
function neededLibraries(): readonly string[] {
  const named = ['sonar-login', 'chrome*', '*.so*', 'resources/app.asar.unpacked/**/*.node'];
  const files = globSync(named, { cwd: app }).filter((path) => !path.endsWith('.pak'));
  const brought = new Set(files.map((path) => basename(path)));
  const names = files.flatMap((path) => {
    const { output } = runProgram('readelf', ['--dynamic', join(app, path)]);
    return [...output.matchAll(/\(NEEDED\).*\[(.+)\]/g)].flatMap(([, name]) => name ?? []);
  });
  return [...new Set(names)].filter((name) => !brought.has(name)).sort();
}

test('the deb asks for every library that the real program is linked with', () => {
  const libraries = neededLibraries();
  expect(libraries).toContain('libgtk-3.so.0');
  expect(libraries).toContain('libsecret-1.so.0');
  const packages = packagesOf(libraries);
  const brought = withAllTheyNeed(installedPackages(), deb.depends);
  const missing = libraries.filter((library) => !brought.has(packages.get(library) ?? ''));
  expect(missing.map((library) => `${library} of ${packages.get(library)}`)).toEqual([]);
});

test('the rpm asks for the same as the deb, by the names that Fedora gives', () => {
  expect(rpm.depends).toEqual(deb.depends.map((name) => nameInRpm[name] ?? `${name}?`));
});
