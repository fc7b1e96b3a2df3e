import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
}

/** The claim to be the only instance that uses a folder. */
export interface InstanceLock {
  readonly isFirst: boolean;
}

const noteSuffix = '.json';

/**
 * Takes the lock of `folder`, or leaves a note for the one that has it. The lock is that of a database file, which the
 * system itself takes back from a process that dies; notes are files, because a second start has no time to wait.
 */
export function takeInstanceLock(
  folder: string,
  start: SecondStart,
  onSecondStart: (start: SecondStart) => void,
): InstanceLock {
  const notes = join(folder, 'notes');
  mkdirSync(notes, { recursive: true, mode: 0o700 });
  if (lock(join(folder, 'lock'))) {
    for (const name of readdirSync(notes)) rmSync(join(notes, name), { force: true });
    watch(notes, { persistent: false }, () => readNotes(notes, onSecondStart));
    return { isFirst: true };
  }
  const draft = join(notes, randomUUID());
  writeFileSync(draft, JSON.stringify(start), { mode: 0o600 });
  renameSync(draft, `${draft}${noteSuffix}`);
  return { isFirst: false };
}

/** Held until the process ends. */
let held: DatabaseSync | undefined;

function lock(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
    held = database;
    return true;
  } catch {
    database.close();
    return held !== undefined;
  }
}

function readNotes(notes: string, onSecondStart: (start: SecondStart) => void): void {
  for (const name of readdirSync(notes).filter((file) => file.endsWith(noteSuffix))) {
    const path = join(notes, name);
    try {
      const start = JSON.parse(readFileSync(path, 'utf8')) as SecondStart;
      rmSync(path, { force: true });
      onSecondStart(start);
    } catch {
      // Another event was faster with this one.
    }
  }
}
