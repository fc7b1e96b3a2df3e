import { expect, test } from 'vitest';
import {
  createWindowFitter,
  firstSize,
  restorePlace,
} from '../../../src-main/electron/window-place.ts';

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
