import { expect, test } from 'vitest';
import { mayBeWayland } from '../../../src-main/electron/wayland.ts';

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
