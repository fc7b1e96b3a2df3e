import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinuxPolicySource } from '../../../src-main/policy/linux-policy-source.ts';
import type { PolicyLevel } from '../../../src-main/policy/policy-definition.ts';
import {
  createPolicyReader,
  type LivePolicyReader,
} from '../../../src-main/policy/policy-reader.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { type Computer, type ComputerOptions, type Office, withOffice } from './start-office.ts';

/** The policy files of a computer, and the real reader that follows them. */
export interface PolicyFiles {
  readonly reader: LivePolicyReader;
  /** Writes the values as an administrator would, and waits until the reader has seen them by itself. */
  set(level: PolicyLevel, values: Readonly<Record<string, unknown>>): Promise<void>;
  /** The same, but tells the reader to look: for tests that hold the clock still. */
  setAtOnce(level: PolicyLevel, values: Readonly<Record<string, unknown>>): void;
  /** Takes the file away and waits until the reader has seen it. */
  clear(): Promise<void>;
}

/** Runs `use` with an empty directory of policies. */
export function withPolicyFiles<T>(use: (files: PolicyFiles) => Promise<T>): Promise<T> {
  return withTempFolder(async (folder) => {
    const directory = join(folder, 'policies');
    const file = join(directory, '50-office.json');
    mkdirSync(directory, { mode: 0o755 });
    // The user who runs the tests stands where root stands on a real computer.
    const trustedUid = process.getuid?.() ?? 0;
    const reader = createPolicyReader(createLinuxPolicySource({ directory, trustedUid }));
    let changes = 0;
    reader.onChange(() => {
      changes += 1;
    });
    async function untilSeen(change: () => void, what: string): Promise<void> {
      const before = changes;
      change();
      await waitUntil(() => changes > before, what);
    }
    function write(level: PolicyLevel, values: Readonly<Record<string, unknown>>): void {
      const content = level === 'enforced' ? values : { Defaults: values };
      writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o644 });
      renameSync(`${file}.new`, file);
    }
    try {
      return await use({
        reader,
        set: (level, values) =>
          untilSeen(() => write(level, values), `${JSON.stringify(values)} to be seen`),
        setAtOnce(level, values) {
          write(level, values);
          reader.refresh();
        },
        clear: () => untilSeen(() => rmSync(file), 'the policy to be gone'),
      });
    } finally {
      reader.close();
    }
  });
}

/** An office whose computers follow one set of policy files. */
export interface ManagedOffice extends Office {
  readonly policy: PolicyFiles;
  /** A computer with a folder and keychain of its own that follows the files. */
  startManaged(options?: ComputerOptions): Computer;
}

/** Runs `use` with a sandbox and computers under policy. */
export function withManagedOffice<T>(use: (office: ManagedOffice) => Promise<T>): Promise<T> {
  return withPolicyFiles((policy) =>
    withOffice((office) => {
      let count = 0;
      return use({
        ...office,
        policy,
        startManaged(options = {}) {
          count += 1;
          const folder = join(office.folder, `managed-${count}`);
          return office.startComputer({ folder, policy: policy.reader, ...options });
        },
      });
    }),
  );
}
