import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  declineClientCertificates,
  judgeCertificate,
} from '../../../src-main/electron/held-session.ts';
import { createActivationTokenSource, mayBeWayland } from '../../../src-main/electron/wayland.ts';
import { bringToFront, type FrontWindow } from '../../../src-main/electron/window.ts';
import {
  createWindowFitter,
  firstSize,
  restorePlace,
} from '../../../src-main/electron/window-place.ts';

function createWindow(condition: {
  minimized?: boolean;
  takesFocus?: boolean;
  destroyed?: boolean;
}) {
  const steps: string[] = [];
  const onFocus: (() => void)[] = [];
  const window: FrontWindow = {
    isDestroyed: () => condition.destroyed ?? false,
    isMinimized: () => condition.minimized ?? false,
    isFocused: () => condition.takesFocus ?? false,
    restore: () => steps.push('restore'),
    show: () => steps.push('show'),
    focus: () => steps.push('focus'),
    moveTop: () => steps.push('move-top'),
    setAlwaysOnTop: (onTop) => steps.push(`on-top ${onTop}`),
    flashFrame: (flash) => steps.push(`flash ${flash}`),
    once: (_event, listener) => onFocus.push(listener),
  };
  return { window, steps, focusByHand: () => onFocus.forEach((listener) => void listener()) };
}

const on = (platform: NodeJS.Platform, steps: string[] = []) => ({
  platform,
  stealFocus: () => void steps.push('steal'),
});

test('a minimized window is restored, shown and focused', () => {
  const { window, steps } = createWindow({ minimized: true, takesFocus: true });
  bringToFront(window, on('linux'));
  expect(steps).toEqual(['restore', 'show', 'focus', 'move-top']);
});

test('on macOS the focus is taken from the browser', () => {
  const { window, steps } = createWindow({});
  bringToFront(window, on('darwin', steps));
  expect(steps).toEqual(['show', 'steal', 'focus', 'move-top']);
});

test('where Windows refuses the focus, the window is lifted and flashes until the person looks', () => {
  const { window, steps, focusByHand } = createWindow({});
  bringToFront(window, on('win32'));
  expect(steps.slice(3)).toEqual(['on-top true', 'flash true']);
  focusByHand();
  expect(steps.at(-1)).toBe('flash false');
});

test.each([null, createWindow({ destroyed: true }).window])(
  'a window that is gone is left alone',
  (window) => {
    expect(() => bringToFront(window, on('linux'))).not.toThrow();
  },
);

describe('the place of the window', () => {
  const screen = { x: 0, y: 24, width: 1280, height: 1000 };
  const second = { x: 1280, y: 0, width: 1920, height: 1080 };
  const place = { x: 100, y: 100, width: 500, height: 700, isMaximized: false };

  test('a window that was never open has the first size, wherever the system likes', () => {
    expect(restorePlace(null, [screen])).toEqual(firstSize);
  });

  test.each([
    ['on the first screen', place],
    ['on the second screen', { ...place, x: 1400 }],
    ['with a reachable rest at the edge', { ...place, x: -420 }],
  ])('a place %s is taken again', (_name, remembered) => {
    const { x, y, width, height } = remembered;
    expect(restorePlace(remembered, [screen, second])).toEqual({ x, y, width, height });
  });

  test.each([
    ['left of all screens', { ...place, x: -600 }],
    ['on a screen that is gone', { ...place, x: 1400 }],
    ['above the screen, where the title cannot be reached', { ...place, y: -200 }],
    ['below the screen', { ...place, y: 1020 }],
  ])('a place %s is forgotten', (_name, remembered) => {
    expect(restorePlace(remembered, [screen])).toEqual(firstSize);
  });

  test('a window is never smaller than the smallest size, nor larger than its screen', () => {
    const tiny = restorePlace({ ...place, width: 1, height: 1 }, [screen]);
    expect(tiny).toMatchObject({ width: 320, height: 400 });
    const huge = restorePlace({ ...place, width: 9000, height: 9000 }, [screen]);
    expect(huge).toMatchObject({ width: 1280, height: 1000 });
  });

  function createWindow(size: { width: number; height: number }, isMaximized = false) {
    return {
      size,
      isMaximized: () => isMaximized,
      getNormalBounds: () => ({ ...size }),
      setSize(width: number, height: number) {
        size.width = width;
        size.height = height;
      },
    };
  }

  const wholeScreen = () => ({ width: 1920, height: 1080 });

  test('the window grows for the pages of an account, and goes back to the size it had', () => {
    const window = createWindow({ width: 440, height: 620 });
    const fitter = createWindowFitter(() => window, wholeScreen);
    fitter.fit('account');
    fitter.fit('account');
    expect(window.size).toEqual({ width: 960, height: 720 });
    expect(fitter.isGrown()).toBe(true);
    fitter.fit('sign-in');
    expect(window.size).toEqual({ width: 440, height: 620 });
    expect(fitter.isGrown()).toBe(false);
  });

  test('a size that the person chose meanwhile stays', () => {
    const window = createWindow({ width: 440, height: 620 });
    const fitter = createWindowFitter(() => window, wholeScreen);
    fitter.fit('account');
    window.setSize(1100, 800);
    fitter.fit('sign-in');
    expect(window.size).toEqual({ width: 1100, height: 800 });
  });

  test('a window that is large enough, or maximized, is left alone', () => {
    for (const window of [
      createWindow({ width: 1200, height: 900 }),
      createWindow({ width: 440, height: 620 }, true),
    ]) {
      const size = { ...window.size };
      const fitter = createWindowFitter(() => window, wholeScreen);
      fitter.fit('account');
      fitter.fit('sign-in');
      expect(window.size).toEqual(size);
    }
  });

  test('it grows no larger than the screen, and without a window nothing happens', () => {
    const window = createWindow({ width: 440, height: 620 });
    createWindowFitter(
      () => window,
      () => ({ width: 800, height: 600 }),
    ).fit('account');
    expect(window.size).toEqual({ width: 800, height: 620 });
    createWindowFitter(() => null, wholeScreen).fit('account');
  });
});

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

const asChromiumSays = -3;
const authorityInvalid = -202;

test.each([
  ['system', 'net::OK', true, asChromiumSays],
  ['system', 'net::OK', false, asChromiumSays],
  ['system', 'net::ERR_CERT_DATE_INVALID', true, asChromiumSays],
  ['public', 'net::OK', true, asChromiumSays],
  ['public', 'net::OK', false, authorityInvalid],
  ['public', 'net::ERR_CERT_AUTHORITY_INVALID', false, asChromiumSays],
] as const)(
  'in mode %s a certificate that Chromium finds %s, known root %s, gets the verdict %d',
  (mode, verificationResult, isIssuedByKnownRoot, verdict) => {
    expect(judgeCertificate(mode, { verificationResult, isIssuedByKnownRoot })).toBe(verdict);
  },
);

/** What was done about a certificate; a fake `app`, because Electron 33, which runs here, asks for windows only. */
function askFor(contents: unknown, isOurs = true): readonly string[] {
  const app = new EventEmitter();
  const done: string[] = [];
  const event = { preventDefault: () => done.push('prevented') };
  declineClientCertificates(app, (url) => isOurs && url === 'https://a.example');
  app.emit(
    'select-client-certificate',
    event,
    contents,
    'https://a.example',
    ['one'],
    (chosen?: unknown) => done.push(chosen === undefined ? 'none sent' : 'sent'),
  );
  return done;
}

test('a server that asks the app for a certificate gets none, though the store has one', () => {
  expect(askFor(null)).toEqual(['prevented', 'none sent']);
});

test('what the softphone itself asks a server of its own is the softphone’s affair', () => {
  expect(askFor(null, false)).toEqual([]);
});

test('what a window of the softphone is asked stays with the softphone', () => {
  expect(askFor({})).toEqual([]);
});
