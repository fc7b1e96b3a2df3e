import { constants } from 'node:fs';
import { copyFile, cp, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { withTempFolder } from '../support/temp-folder.ts';
import { heading } from './support/account-pages.ts';
import { startProgram } from './support/app.ts';
import { builtApp, withDesktop } from './support/desktop.ts';

test('DL-06: a second start after an upgrade meets the app that runs since before it', () =>
  withTempFolder(async (folder) => {
    const { command, args } = builtApp();
    const program = join(folder, 'electron', basename(command));
    // Without a second copy on the disk where it can be, for the folder is large.
    const mode = constants.COPYFILE_FICLONE;
    await cp(dirname(command), join(folder, 'electron'), { recursive: true, mode });
    await withDesktop(
      async (desktop) => {
        const ownFiles = { XDG_RUNTIME_DIR: undefined, TMPDIR: folder };
        const app = await desktop.startApp({ env: ownFiles });
        await heading(app, 'Sign in to Sonar').waitFor();
        // As a package manager does it.
        await copyFile(program, `${program}.new`);
        await rename(`${program}.new`, program);
        const again = startProgram(desktop.command, [], { ...desktop.env, ...ownFiles });
        expect(await again.ended(), again.output()).toBe(0);
        const spare = (await readdir(folder)).filter((name) => name.startsWith('sonar-login-'));
        expect(spare).toEqual([]);
        expect(await app.quit()).toBe(0);
      },
      { command: program, args },
    );
  }));
