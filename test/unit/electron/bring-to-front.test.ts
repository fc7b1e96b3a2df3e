import { expect, test } from 'vitest';
import { bringToFront, type FrontWindow } from '../../../src-main/electron/bring-to-front.ts';

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
