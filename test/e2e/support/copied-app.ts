import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/common/run-captured.ts';

/** The built app in a folder of its own, so that a test can damage it. */
export interface CopiedApp {
  readonly folder: string;
  /** Absolute path of keytar's native part. */
  readonly library: string;
  /** Puts back what a test has done to the library. */
  mend(): Promise<void>;
}

const library = join('node_modules', 'keytar', 'build', 'Release', 'keytar.node');

/** Copies what an installer would carry: the bundles and keytar. */
export async function copyApp(folder: string): Promise<CopiedApp> {
  const keytar = join('node_modules', 'keytar');
  const parts = ['package.json', 'dist', join(keytar, 'package.json'), join(keytar, 'lib')];
  for (const part of parts) {
    await cp(join(projectRoot, part), join(folder, part), { recursive: true });
  }
  await mkdir(join(folder, keytar, 'build', 'Release'), { recursive: true });
  const copied: CopiedApp = {
    folder,
    library: join(folder, library),
    mend: () => cp(join(projectRoot, library), join(folder, library), { force: true }),
  };
  await copied.mend();
  return copied;
}
