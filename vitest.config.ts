import { defineConfig } from 'vitest/config';

interface ProjectOptions {
  readonly timeoutMs: number;
  /** Only for tests that drive a real browser, where the machine's load can make a window late. */
  readonly retry?: number;
  readonly maxWorkers?: number;
}

const plain: ProjectOptions = { timeoutMs: 30_000 };
const driven: ProjectOptions = { timeoutMs: 120_000, maxWorkers: 2 };

function project(name: string, folders: readonly string[], options: ProjectOptions) {
  return {
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
      testTimeout: options.timeoutMs,
      hookTimeout: options.timeoutMs,
      retry: options.retry ?? 0,
      ...(options.maxWorkers ? { maxWorkers: options.maxWorkers } : {}),
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', ['unit', 'walls'], plain),
      project('contract', ['contract'], plain),
      project('packaging', ['packaging'], plain),
      project('flows', ['flows'], plain),
      project('hostile', ['hostile'], plain),
      project('screens', ['screens'], driven),
      project('e2e', ['e2e'], { ...driven, retry: 2 }),
    ],
  },
});
