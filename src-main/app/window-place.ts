/** Where the window is and how large, in device-independent pixels. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

/** Remembers where the window was. */
export interface WindowPlaceStore {
  /** Null: never opened before. */
  read(): WindowPlace | null;
  write(place: WindowPlace): void;
}

/** The size of the sign-in window when nothing is remembered. */
export const firstSize = { width: 440, height: 620 } as const;
/** 320 px of width must do (WCAG 2.2 section 1.4.10). */
export const smallestSize = { width: 320, height: 400 } as const;

/** A rectangle of a screen that windows may cover. */
export type WorkArea = Omit<WindowPlace, 'isMaximized'>;

/** Where to put the window; without x and y the system decides. */
export interface RestoredPlace {
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
