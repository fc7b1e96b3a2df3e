import { readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startPrivateScreen } from '../../../../services/desktop/private-screen.ts';

test('two private screens never share a display, and each has a cookie that only we can read', async () => {
  const screens = await Promise.all([startPrivateScreen(), startPrivateScreen()]);
  try {
    const [first, second] = screens.map((screen) => screen.env);
    expect(first?.DISPLAY).toMatch(/^:\d+$/);
    expect(second?.DISPLAY).not.toBe(first?.DISPLAY);
    const files = [first?.XAUTHORITY ?? '', second?.XAUTHORITY ?? ''] as const;
    expect((await stat(files[0])).mode & 0o077).toBe(0);
    expect(await readFile(files[0])).not.toEqual(await readFile(files[1]));
  } finally {
    for (const screen of screens) await screen.stop();
  }
});

test('a stopped screen leaves neither a socket nor a cookie', async () => {
  const screen = await startPrivateScreen();
  const socket = `/tmp/.X11-unix/X${screen.env.DISPLAY.slice(1)}`;
  expect((await stat(socket)).isSocket()).toBe(true);
  await screen.stop();
  await expect(stat(socket)).rejects.toThrow('ENOENT');
  await expect(stat(screen.env.XAUTHORITY)).rejects.toThrow('ENOENT');
});
