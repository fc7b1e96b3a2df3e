import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const rooms = ['preload', 'src-main', 'src-renderer', 'services'];
const settings = ['biome.json', '.gitignore', 'package.json', 'tsconfig.base.json'];

/** A folder laid out like the project, with its real tool settings and the sources of one fixture tree. */
export interface ShadowProject {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Lays out one tree of `fixtures/` in a new temporary folder. */
export async function layOutShadowProject(tree: string): Promise<ShadowProject> {
  const folder = await mkdtemp(join(tmpdir(), 'sonar-walls-'));
  await cp(join(fixtures, tree), folder, { recursive: true });
  for (const file of [...settings, ...rooms.map((room) => `${room}/tsconfig.json`)]) {
    await cp(join(project, file), join(folder, file));
  }
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
