import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createActivationTokenSource, mayBeWayland } from '../../../src-main/electron/wayland.ts';

const run = promisify(execFile);
const url = 'https://example.com/';
const wayland = { WAYLAND_DISPLAY: 'wayland-0' };

/** What `shell.openExternal` does on Wayland: starts the first `xdg-open` on the PATH, with a token. */
function openWithToken(): Promise<void> {
  const env = { ...process.env, XDG_ACTIVATION_TOKEN: 'a-token' };
  // The PATH is looked through while it is called, as by Electron.
  return run('xdg-open', [url], { env }).then(() => {});
}

test('the token that Electron gives to xdg-open is taken, and the PATH is as before', async () => {
  const before = process.env.PATH;
  const take = createActivationTokenSource(wayland, openWithToken);
  expect(await take(url)).toEqual({ kind: 'token', token: 'a-token' });
  expect(process.env.PATH).toBe(before);
});

test('where no window system gives tokens Electron is not asked', async () => {
  const openExternal = () => Promise.reject(new Error('asked'));
  const take = createActivationTokenSource({}, openExternal);
  expect(await take(url)).toEqual({ kind: 'token', token: '' });
});

test('where Electron refuses, there is no token and nothing was opened', async () => {
  const openExternal = () => Promise.reject(new Error('refused'));
  const take = createActivationTokenSource(wayland, openExternal);
  expect(await take(url)).toEqual({ kind: 'token', token: '' });
});

test('where Electron opens the address another way, it counts as opened', async () => {
  const take = createActivationTokenSource(wayland, async () => {}, 200);
  expect(await take(url)).toEqual({ kind: 'opened' });
});

test('a token that comes late, as on a machine that stands still, is taken', async () => {
  const openExternal = async () => {
    const env = { ...process.env, XDG_ACTIVATION_TOKEN: 'late' };
    // Electron does not wait for the end of what it has started.
    void run('sh', ['-c', 'sleep 3; exec xdg-open "$0"', url], { env }).catch(() => {});
  };
  const take = createActivationTokenSource(wayland, openExternal);
  expect(await take(url)).toEqual({ kind: 'token', token: 'late' });
});

const linux = process.platform === 'linux';

test.runIf(linux).each([
  ['a Wayland display', { WAYLAND_DISPLAY: 'wayland-0' }, [], true],
  ['a Wayland session', { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' }, [], true],
  ['the switch', { DISPLAY: ':0' }, ['--ozone-platform=wayland'], true],
  ['an X display', { DISPLAY: ':0', XDG_SESSION_TYPE: 'x11' }, ['--ozone-platform=x11'], false],
  ['an empty variable', { DISPLAY: ':0', WAYLAND_DISPLAY: '' }, [], false],
])('%s: whether the window may be one of Wayland’s', (_, environment, argv, expected) => {
  expect(mayBeWayland(environment, argv)).toBe(expected);
});
