import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Theme } from './browser.ts';
import { toIndexedPng } from './indexed-png.ts';

const accepted = fileURLToPath(new URL('./accepted', import.meta.url));
const refused = fileURLToPath(new URL('../../.cache/screens/refused', import.meta.url));

/**
 * What may differ, as a share of all pixels: few that are clearly another colour, and more that are slightly so, because
 * the accepted pictures hold 64 colours each and letters are drawn a little differently from one Chromium to the next.
 */
const tolerances = [
  { colourThreshold: 0.12, share: 0.003 },
  { colourThreshold: 0.04, share: 0.01 },
] as const;

/** Where a state's accepted picture lies. */
function acceptedFile(theme: Theme, state: string): string {
  return join(accepted, theme, `${state}.png`);
}

/** Takes a picture as the accepted one. */
export async function acceptPicture(theme: Theme, state: string, picture: Buffer): Promise<void> {
  const file = acceptedFile(theme, state);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, toIndexedPng(picture));
}

/** What is different from the accepted picture, in one sentence, or null; both pictures are then in `.cache/screens/refused`. */
export async function differenceFromAccepted(
  theme: Theme,
  state: string,
  picture: Buffer,
): Promise<string | null> {
  const before = await readFile(acceptedFile(theme, state)).catch(() => null);
  if (before === null) return `No picture of ${state} in ${theme} was accepted yet.`;
  const [old, now] = [PNG.sync.read(before), PNG.sync.read(picture)];
  if (old.width !== now.width || old.height !== now.height) {
    return `${state} in ${theme} is ${now.width} × ${now.height}, was ${old.width} × ${old.height}.`;
  }
  const difference = new PNG({ width: old.width, height: old.height });
  const exceeded = tolerances
    .map(({ colourThreshold, share }) => {
      const count = pixelmatch(old.data, now.data, difference.data, old.width, old.height, {
        threshold: colourThreshold,
      });
      return { share: count / (old.width * old.height), tolerated: share };
    })
    .find(({ share, tolerated }) => share > tolerated);
  if (exceeded === undefined) return null;
  const folder = join(refused, theme);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${state}.png`), picture);
  await writeFile(join(folder, `${state}-difference.png`), PNG.sync.write(difference));
  return `${state} in ${theme} differs in ${(exceeded.share * 100).toFixed(2)} % of its pixels; see ${folder}.`;
}
