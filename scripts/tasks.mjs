/**
 * What package.json runs: the file of each task, and what that needs beside npm packages.
 *
 * @typedef {import('./setup/system-packages.mjs').PackageGroup} PackageGroup
 * @typedef {object} Needs
 * @property {readonly PackageGroup[]} groups of system packages
 * @property {boolean} keytar whether keytar has to be built
 * @property {boolean} [desktopServes] a package is not needed where the person's desktop has what it stands in for
 *
 * @typedef {object} Task
 * @property {string} file from the project's root
 * @property {readonly string[]} [args] what comes before the arguments of the command line
 * @property {Needs} needs
 */

/** @type {Needs} */
const nothing = { groups: [], keytar: false };
/** @type {Needs} */
const window = { groups: ['keychain', 'window', 'private-desktop'], keytar: true };

/** @type {Needs} What `npm run setup` brings, so that every task can run. */
export const everything = {
  groups: [...window.groups, 'tests', 'packaging', 'packaged-app', 'softphone'],
  keytar: true,
};

const vitest = 'node_modules/vitest/vitest.mjs';
const biome = 'node_modules/@biomejs/biome/bin/biome';

/** The tests that run the product's sources and not its bundles. */
const inPlainNode = ['unit', 'fuzz', 'contract', 'flows', 'hostile'].map(
  (project) => `--project=${project}`,
);

/** @type {Readonly<Record<string, Task>>} */
export const tasks = {
  start: { file: 'scripts/start.ts', needs: { ...window, desktopServes: true } },
  dev: { file: 'scripts/dev.ts', needs: { ...window, desktopServes: true } },
  softphone: {
    file: 'scripts/softphone.ts',
    needs: { ...window, groups: [...window.groups, 'softphone'], desktopServes: true },
  },
  sandbox: { file: 'services/index.ts', needs: nothing },
  build: { file: 'scripts/build.ts', needs: nothing },
  prepack: { file: 'scripts/prepack.ts', needs: nothing },
  check: { file: 'scripts/check.ts', needs: nothing },
  lint: { file: biome, args: ['lint', '--error-on-warnings'], needs: nothing },
  format: { file: biome, args: ['check', '--write'], needs: nothing },
  test: { file: 'scripts/test.ts', needs: everything },
  coverage: { file: vitest, args: ['run', '--coverage', ...inPlainNode], needs: everything },
  e2e: {
    file: 'scripts/e2e.ts',
    needs: { ...window, groups: [...window.groups, 'tests', 'softphone'] },
  },
  faults: { file: 'test/faults/index.ts', needs: everything },
  bench: {
    file: 'test/bench/index.ts',
    needs: { ...window, groups: [...window.groups, 'tests', 'packaged-app'] },
  },
  soak: {
    file: 'test/soak/index.ts',
    needs: { ...window, groups: [...window.groups, 'softphone'] },
  },
  'test:registry': { file: 'test/registry/index.ts', needs: nothing },
  screens: { file: 'test/screens/index.ts', needs: window },
  package: {
    file: 'scripts/package.ts',
    needs: { groups: ['keychain', 'packaging'], keytar: true },
  },
};
