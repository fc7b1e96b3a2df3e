import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Puts a small page and the real preload into `folder`, as the app's build lays them out. */
export async function makeBundles(folder: string): Promise<void> {
  await cp(join(import.meta.dirname, '..', 'fixture', 'renderer'), join(folder, 'renderer'), {
    recursive: true,
  });
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(folder, 'preload'),
      rolldownOptions: {
        input: { index: join(root, 'preload', 'index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
}
