import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { isHeld, isHeldHere } from '../../../src-main/electron/lock-holder.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

/** A program called as ours, at another place. */
async function startProgram(
  folder: string,
  name = basename(process.execPath),
  uid = process.getuid?.(),
) {
  const place = join(folder, 'mount');
  await mkdir(place);
  const program = join(place, name);
  await copyFile('/bin/sleep', program);
  const child = spawn(program, ['60'], { stdio: 'ignore', ...(uid === undefined ? {} : { uid }) });
  await once(child, 'spawn');
  return { child, program };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function lock(folder: string, pid: number | undefined, host = hostname()): Promise<void> {
  return symlink(`${host}-${pid}`, join(folder, 'SingletonLock'));
}

test('DL-06: the same program holds it from another place, and after it was replaced', () =>
  withTempFolder(async (folder) => {
    const { child, program } = await startProgram(folder);
    try {
      await lock(folder, child.pid);
      expect(isHeld(folder)).toBe(true);
      await rm(program);
      expect(isHeld(folder)).toBe(true);
    } finally {
      await end(child);
    }
    expect(isHeld(folder)).toBe(false);
  }));

test('a computer that has another name since changes nothing once Electron has refused the lock', () =>
  withTempFolder(async (folder) => {
    const { child } = await startProgram(folder);
    try {
      await lock(folder, child.pid, 'as-it-was-called');
      expect([isHeld(folder), isHeldHere(folder)]).toEqual([true, false]);
    } finally {
      await end(child);
    }
  }));

test('DL-06: another program, this very process and nobody hold nothing', () =>
  withTempFolder(async (folder) => {
    expect(isHeld(folder)).toBe(false);
    const { child } = await startProgram(folder, 'another');
    try {
      await lock(folder, child.pid);
      expect(isHeld(folder)).toBe(false);
    } finally {
      await end(child);
    }
    await rm(join(folder, 'SingletonLock'));
    await lock(folder, process.pid);
    expect(isHeld(folder)).toBe(false);
  }));

test.runIf(process.getuid?.() === 0)('a process of another user holds nothing', () =>
  withTempFolder(async (folder) => {
    await chmod(folder, 0o755);
    const { child } = await startProgram(folder, undefined, 65_534);
    try {
      await lock(folder, child.pid);
      process.seteuid?.(65_533);
      try {
        expect(isHeld(folder)).toBe(false);
      } finally {
        process.seteuid?.(0);
      }
    } finally {
      await end(child);
    }
  }),
);
