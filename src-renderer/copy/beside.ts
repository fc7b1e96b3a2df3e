import { isolateText } from '../../preload/foreign-text.ts';

/** Parts that stand beside each other on a line, each isolated; an empty one vanishes with its separator. */
export function beside(...parts: readonly string[]): string {
  return parts
    .map((part) => isolateText(part).trim())
    .filter((part) => part !== '')
    .join(' · ');
}
