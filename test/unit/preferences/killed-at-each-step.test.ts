import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withTempFolder } from '../../support/temp-folder.ts';
import { fill, mainFile, open, sampleAccount } from './sample.ts';

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url));

/** Runs first in the writer: the process kills itself at a call of the file system, as a power cut would. */
const killAt = (call: string, nth: number) => `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const real = fs['${call}'];
let calls = 0;
fs['${call}'] = (...args) => {
  calls += 1;
  if (calls === ${nth}) process.kill(process.pid, 'SIGKILL');
  return real(...args);
};
syncBuiltinESMExports();
`;

/** What writing one change does, each at least twice: the file and its copy. */
const steps = ['writeFileSync', 'linkSync', 'writeSync', 'fsyncSync', 'renameSync', 'unlinkSync'];
const cases = steps.flatMap((call) => [1, 2].map((nth) => [call, nth] as const));

test.each(cases)(
  'PR-02: killed at %s number %i, a write leaves every account and nothing that was begun',
  { timeout: 60_000 },
  (call, nth) =>
    withTempFolder(async (folder) => {
      const profile = join(folder, 'profile');
      fill(profile);
      const before = readFileSync(mainFile(profile));
      const preload = join(folder, 'kill.mjs');
      writeFileSync(preload, killAt(call, nth));
      const child = spawn(process.execPath, ['--import', preload, writer, profile, 'new', '1'], {
        stdio: 'ignore',
      });
      expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
      const now = readFileSync(mainFile(profile));
      const after = open(profile);
      expect(after.notices()).toEqual([]);
      for (const id of ['a1', 'a2']) expect(after.accounts.get(id)).toEqual(sampleAccount(id));
      if (after.accounts.get('new0') === undefined) expect(now).toEqual(before);
      const begun = readdirSync(profile).filter((name) => /\.next\.json|\.tmp-/.test(name));
      expect(begun).toEqual([]);
      after.accounts.put(sampleAccount('a3'));
      expect(open(profile).accounts.get('a3')).toEqual(sampleAccount('a3'));
    }),
);
