import { execFile } from 'node:child_process';
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { builtApp, signIn, withDesktop } from './support/desktop.ts';

/** Makes the example a project of its own, as `docs/softphone/README.md` says, and builds it there. */
async function buildExample(folder: string): Promise<void> {
  const example = join(projectRoot, 'docs', 'softphone', 'main.ts');
  const manifest = {
    name: 'example-softphone',
    version: '1.2.3',
    type: 'module',
    main: 'dist/main.js',
  };
  await copyFile(example, join(folder, 'main.ts'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const configuration = "export default { ssr: { external: ['sonar-login'] } };";
  await writeFile(join(folder, 'vite.config.js'), configuration);
  // What `npm install FOLDER` does.
  await mkdir(join(folder, 'node_modules'));
  await symlink(projectRoot, join(folder, 'node_modules', 'sonar-login'));
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--ssr', 'main.ts'];
  await promisify(execFile)(process.execPath, args, { cwd: folder });
}

test('the example softphone registers whoever is signed in, and the next person after a switch', () =>
  withTempFolder(async (folder) => {
    await buildExample(folder);
    await withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      expect(await app.inMain((electron) => electron.app.getName())).toBe('example-softphone');
      const registrations = () => app.output().match(/Registering sips?:\S+ at sips?:\S+/g) ?? [];
      await signIn(desktop, app, 'google-one-account');
      await waitUntil(() => registrations().length === 1, 'the first registration');
      await app.page.getByRole('button', { name: 'Add an account' }).click();
      await signIn(desktop, app, 'microsoft-one-account');
      await waitUntil(() => registrations().length === 2, 'the second registration');
      expect(new Set(registrations()).size).toBe(2);
    }, builtApp(folder));
  }));
