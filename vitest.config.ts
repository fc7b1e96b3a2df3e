import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { electronHere } from './scripts/electron/electron-here.ts';

interface ProjectOptions {
  readonly timeoutMs: number;
  /** How often a test is repeated before it counts as failed; the output marks each one that was. */
  readonly retry: number;
  /** How many files run side by side. */
  readonly maxWorkers: number;
  /** Projects of one order run side by side, and have to agree about the workers. */
  readonly groupOrder: number;
}

// electron-store loads the package `electron`, which in plain Node answers the path of its program and downloads it when
// it is not there; with this it answers a path and looks no further.
const env = { ELECTRON_OVERRIDE_DIST_PATH: electronHere()?.folder ?? 'none' };

const cores = availableParallelism();
// Most tests wait as much as they work: for the network, the disk, and times that the product keeps.
const plain: ProjectOptions = {
  timeoutMs: 60_000,
  retry: 0,
  maxWorkers: 2 * cores,
  groupOrder: 0,
};
const driven: ProjectOptions = {
  timeoutMs: 120_000,
  retry: 0,
  maxWorkers: Math.ceil(1.5 * cores),
  groupOrder: 1,
};

function project(name: string, folders: readonly string[], options: ProjectOptions) {
  return {
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
      testTimeout: options.timeoutMs,
      hookTimeout: options.timeoutMs,
      // The default is a second, which a machine with much to do exceeds.
      expect: { poll: { timeout: 15_000 } },
      env,
      retry: options.retry,
      maxWorkers: options.maxWorkers,
      sequence: { groupOrder: options.groupOrder },
      setupFiles: ['test/support/after-each-test.ts'],
    },
  };
}

/** The kinds of tests, each with what it needs. */
export const projects = [
  project('unit', ['unit', 'walls'], plain),
  project('fuzz', ['fuzz'], plain),
  project('contract', ['contract'], plain),
  project('packaging', ['packaging'], plain),
  project('flows', ['flows'], plain),
  project('hostile', ['hostile'], plain),
  project('screens', ['screens'], driven),
  project('packaged', ['packaged'], driven),
  // A real keyring, browser, screen and window each: a machine that stops for a moment can make one late. A fault of
  // ours fails every time, and the closing lines name each test that needed its second try.
  project('e2e', ['e2e'], {
    ...driven,
    retry: 1,
  }),
];

export default defineConfig({
  test: {
    projects,
    // Of what runs in plain Node; Electron's processes are not watched.
    coverage: {
      provider: 'v8',
      include: ['src-main/**/*.ts'],
      exclude: ['**/generated/**'],
      reporter: ['text', 'json'],
      reportsDirectory: '.cache/coverage',
      reportOnFailure: true,
    },
  },
});
