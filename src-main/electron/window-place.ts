import type { WindowContent } from '../../preload/contract/verbs.ts';
import type { WindowPlace } from '../platform.ts';

/** The size of the sign-in window when nothing is remembered. */
export const firstSize = { width: 440, height: 620 } as const;
/** 320 px of width must do (WCAG 2.2 section 1.4.10). */
export const smallestSize = { width: 320, height: 400 } as const;

/** A rectangle of a screen that windows may cover. */
type WorkArea = Omit<WindowPlace, 'isMaximized'>;

/** Where to put the window; without x and y the system decides. */
interface RestoredPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the window must be reachable for a remembered place to count. */
const reachable = 80;

/** The remembered place if a person can still reach the window there, else its size wherever the system likes. */
export function restorePlace(
  remembered: WindowPlace | null,
  workAreas: readonly WorkArea[],
): RestoredPlace {
  if (remembered === null) return firstSize;
  const { x, y } = remembered;
  const width = Math.max(smallestSize.width, remembered.width);
  const height = Math.max(smallestSize.height, remembered.height);
  const area = workAreas.find(
    (candidate) =>
      x + width >= candidate.x + reachable &&
      x <= candidate.x + candidate.width - reachable &&
      y >= candidate.y &&
      y <= candidate.y + candidate.height - reachable,
  );
  if (area === undefined) return firstSize;
  return { x, y, width: Math.min(width, area.width), height: Math.min(height, area.height) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is used of the window (Electron's `BrowserWindow`). */
interface FittingWindow {
  isMaximized(): boolean;
  getNormalBounds(): Size;
  setSize(width: number, height: number): void;
}

/** The size of the account's pages. */
const accountSize = { width: 960, height: 720 } as const;

/** Gives the window the size that its content is made for, and back the size that the person had before. */
export interface WindowFitter {
  fit(content: WindowContent): void;
  /** True while the size is the app's choice, which is not worth remembering. */
  isGrown(): boolean;
}

/** `workArea`: the part of the screen under the window that it may cover. */
export function createWindowFitter(
  current: () => FittingWindow | null,
  workArea: () => Size,
): WindowFitter {
  let before: Size | null = null;
  let grown: Size | null = null;

  function grow(window: FittingWindow): void {
    const { width, height } = window.getNormalBounds();
    const area = workArea();
    const next = {
      width: Math.min(Math.max(width, accountSize.width), Math.max(area.width, firstSize.width)),
      height: Math.min(
        Math.max(height, accountSize.height),
        Math.max(area.height, firstSize.height),
      ),
    };
    if (next.width === width && next.height === height) return;
    before = { width, height };
    grown = next;
    window.setSize(next.width, next.height);
  }

  function shrink(window: FittingWindow): void {
    const { width, height } = window.getNormalBounds();
    // Who has resized the window meanwhile wants it so.
    const isAsGrown = grown?.width === width && grown.height === height;
    if (before !== null && isAsGrown) window.setSize(before.width, before.height);
    before = null;
    grown = null;
  }

  return {
    fit(content) {
      const window = current();
      if (window === null || window.isMaximized()) return;
      if (content === 'account' && grown === null) grow(window);
      if (content === 'sign-in' && grown !== null) shrink(window);
    },
    isGrown: () => grown !== null,
  };
}
