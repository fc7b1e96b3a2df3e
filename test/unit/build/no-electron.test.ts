import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

test.each(['start', 'test', 'e2e'])(
  'npm run %s without an Electron: one message, exit code 69',
  (script) =>
    withTempFolder(async (folder) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(projectRoot, 'scripts', `${script}.ts`)],
        {
          encoding: 'utf8',
          env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder, SONAR_LOGIN_CONFIG: 'none' },
        },
      );
      expect({ status, stdout }).toEqual({ status: 69, stdout: '' });
      expect(stderr).toBe(
        `${script}: ELECTRON_OVERRIDE_DIST_PATH names ${folder}, where no Electron is.\n`,
      );
    }),
);
