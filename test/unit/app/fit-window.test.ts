import { expect, test } from 'vitest';
import { createWindowFitter } from '../../../src-main/electron/window-place.ts';

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

const screen = () => ({ width: 1920, height: 1080 });

test('the window grows for the pages of an account, and goes back to the size it had', () => {
  const window = createWindow({ width: 440, height: 620 });
  const fitter = createWindowFitter(() => window, screen);
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
  const fitter = createWindowFitter(() => window, screen);
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
    const fitter = createWindowFitter(() => window, screen);
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
  createWindowFitter(() => null, screen).fit('account');
});
