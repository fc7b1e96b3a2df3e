import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { blank, type Image, type Look, readPng, shrink, toIndexedPng } from './images.ts';
import { type Theme, themes } from './open-window.ts';

const accepted = join(import.meta.dirname, 'accepted');
const refused = join(import.meta.dirname, '..', '..', '.cache', 'screens', 'refused');

const lightAndDark = ['light', 'dark'] as const;

/** Where looks matter. What the other states say, where it stands and its colours is asserted without a picture. */
export const pictured: Readonly<Record<string, readonly Theme[]>> = {
  'first-run': themes,
  'returning-three': lightAndDark,
  'password-refused': themes,
  waiting: themes,
  'choosing-3': themes,
  'choosing-500': lightAndDark,
  linking: lightAndDark,
  'confirm-link': lightAndDark,
  'home-others': themes,
  'home-offline': lightAndDark,
  'home-menu': ['forced'],
  'home-remove': themes,
  settings: themes,
  devices: lightAndDark,
  review: themes,
  'support-findings': themes,
};

/** Stored at half the size: enough for the eye, and its words are accepted as words. */
const storedFactor = 2;

/**
 * Compared at a quarter of the size, where letters have melted into grey lines. `share` is the part of all pixels that
 * may differ: few beside the texts, more where texts are, which the next Chromium draws a little wider or narrower.
 */
const comparedFactor = 2;
const threshold = 0.08;
const tolerated = { besideTexts: 0.0012, whole: 0.05 } as const;

/** True where a state's looks are accepted in this theme. */
export function isPictured(theme: Theme, state: string): boolean {
  return pictured[state]?.includes(theme) ?? false;
}

function fileOf(theme: Theme, state: string): string {
  return join(accepted, theme, `${state}.png`);
}

/** Takes a picture as the accepted one. */
export async function acceptPicture(theme: Theme, state: string, picture: Buffer): Promise<void> {
  await mkdir(join(accepted, theme), { recursive: true });
  await writeFile(fileOf(theme, state), toIndexedPng(shrink(readPng(picture), storedFactor)));
}

/** The accepted pictures that nothing is compared with. */
export async function strayPictures(): Promise<readonly string[]> {
  const stray: string[] = [];
  for (const theme of themes) {
    for (const file of await readdir(join(accepted, theme))) {
      if (!isPictured(theme, file.replace(/\.png$/, ''))) stray.push(join(theme, file));
    }
  }
  return stray;
}

/** What is different from the accepted picture, in one sentence, or null; both are then in `.cache/screens/refused`. */
export async function differenceFromAccepted(
  theme: Theme,
  state: string,
  { picture, texts }: Look,
): Promise<string | null> {
  const before = await readFile(fileOf(theme, state)).catch(() => null);
  if (before === null) return `No picture of ${state} in ${theme} was accepted yet.`;
  const [old, now] = [readPng(before), shrink(readPng(picture), storedFactor)];
  if (old.width !== now.width || old.height !== now.height) {
    return `${state} in ${theme} is ${now.width} × ${now.height}, was ${old.width} × ${old.height}.`;
  }
  const [small, smallNow] = [shrink(old, comparedFactor), shrink(now, comparedFactor)];
  const scale = storedFactor * comparedFactor;
  const whole = compareImages(small, smallNow);
  const beside = compareImages(blank(small, texts, scale), blank(smallNow, texts, scale));
  if (whole.share <= tolerated.whole && beside.share <= tolerated.besideTexts) return null;
  const folder = join(refused, theme);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${state}.png`), picture);
  await writeFile(join(folder, `${state}-difference.png`), whole.difference);
  return `${state} in ${theme} differs in ${percent(whole)} of its pixels, ${percent(beside)} beside its texts; see ${folder}.`;
}

function percent({ share }: { readonly share: number }): string {
  return `${(share * 100).toFixed(2)} %`;
}

function compareImages(one: Image, other: Image): { share: number; difference: Buffer } {
  const { width, height } = one;
  const difference = new PNG({ width, height });
  const count = pixelmatch(one.data, other.data, difference.data, width, height, {
    threshold,
    includeAA: true,
  });
  return { share: count / (width * height), difference: PNG.sync.write(difference) };
}
