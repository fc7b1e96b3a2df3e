/**
 * What tests run in a process of its own: `node other-process.ts WHAT [ARGUMENT]...`. Each imports what it needs when it
 * is asked for, so that a process starts quickly, and loads nothing that it does not use.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const jobs = {
  /** Takes the profile lock of a folder and never lets go. */
  async 'hold-lock'(directory = '') {
    const { withProfileLock } = await import('../../src-main/common/process-lock.ts');
    await withProfileLock(directory, 'renew', async () => {
      process.stdout.write('held\n');
      await pause(600_000);
    });
  },

  /** Adds one to a file, some times, each time under the lock; the adding is not safe by itself. */
  async 'count-under-lock'(directory = '', count = '0') {
    const { withProfileLock } = await import('../../src-main/common/process-lock.ts');
    const counter = join(directory, 'counter');
    for (let index = 0; index < Number(count); index += 1) {
      await withProfileLock(directory, 'renew', async () => {
        const seen = Number(readFileSync(counter, 'utf8'));
        await pause(5);
        writeFileSync(counter, String(seen + 1));
      });
    }
  },

  /** Puts accounts into the settings of a folder, with a pause after each. */
  async 'write-preferences'(directory = '', prefix = '', count = '0', pauseMs = '0') {
    const { createPreferences } = await import('../../src-main/preferences/preferences.ts');
    const { sampleAccount } = await import('../unit/preferences/sample.ts');
    const preferences = createPreferences({ directory, now: Date.now });
    const parent = process.ppid;
    // A writer whose test was killed ends too.
    for (let index = 0; index < Number(count) && process.ppid === parent; index += 1) {
      preferences.accounts.put(sampleAccount(`${prefix}${index}`));
      if (index === 0) process.stdout.write('started\n');
      if (pauseMs !== '0') await pause(Number(pauseMs));
    }
    const kept = preferences.accounts.list().length;
    process.stdout.write(`saved ${preferences.isSaved()} of ${kept}\n`);
  },

  /** Prints what a user sees of a policy folder that root fills; started by root. */
  async 'read-policies'(directory = '', uid = '') {
    const { createLinuxPolicySource } = await import(
      '../../src-main/policy/linux-policy-source.ts'
    );
    const { createPolicyReader } = await import('../../src-main/policy/policy-reader.ts');
    // After everything was loaded: the user need not be able to read this project.
    process.setgroups?.([]);
    process.setgid?.(Number(uid));
    process.setuid?.(Number(uid));
    const reader = createPolicyReader(createLinuxPolicySource({ directory, trustedUid: 0 }));
    reader.close();
    const { unread, ssoRequired } = reader.current();
    process.stdout.write(JSON.stringify({ unread, ssoRequired, rejects: reader.report().rejects }));
  },

  /**
   * Prints every item of one keychain service as JSON, asked from outside the app. The system's library keeps the first
   * keyring that it meets, so each question is a process.
   */
  async 'read-keychain'(service = '') {
    const { default: keytar } = await import('keytar');
    process.stdout.write(JSON.stringify(await keytar.findCredentials(service)));
  },

  /** Runs what `npm start` runs, with a folder of the test's own. */
  async start(folder = '', ...args: readonly string[]) {
    const { runStart } = await import('../../scripts/start/run-app.ts');
    await runStart(args, folder);
  },
};

/** The arguments with which Node runs one of these. */
export function otherProcess(job: keyof typeof jobs, ...args: readonly string[]): string[] {
  return [import.meta.filename, job, ...args];
}

if (import.meta.main) {
  const [job = '', ...args] = process.argv.slice(2);
  await jobs[job as keyof typeof jobs](...args);
}
