import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { hostShell } from '../../../sandbox/chromium-host/electron/shell.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const url = 'https://accounts.example/auth?scope=openid%20email&state=a+b%2Fc;$(touch%20x)';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts an `xdg-open` of ours in front that ends with `exitCode`. */
async function withOpener(exitCode: number, use: (folder: string) => Promise<void>): Promise<void> {
  await withTempFolder(async (folder) => {
    const program = join(folder, 'xdg-open');
    const lines = ['#!/bin/sh', `printf '%s\\n' "$#" "$1" > "${folder}/got"`, `exit ${exitCode}`];
    await writeFile(program, lines.join('\n'));
    await chmod(program, 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    await use(folder);
  });
}

test('the opener on PATH gets the address as one argument, byte for byte', async () => {
  await withOpener(0, async (folder) => {
    await hostShell.openExternal(url);
    expect(await readFile(join(folder, 'got'), 'utf8')).toBe(`1\n${url}\n`);
  });
});

test('an opener that fails rejects', async () => {
  await withOpener(3, async () => {
    await expect(hostShell.openExternal(url)).rejects.toThrow('xdg-open ended with 3');
  });
});

test('a missing opener rejects', async () => {
  await withTempFolder(async (folder) => {
    vi.stubEnv('PATH', folder);
    await expect(hostShell.openExternal(url)).rejects.toThrow('ENOENT');
  });
});
