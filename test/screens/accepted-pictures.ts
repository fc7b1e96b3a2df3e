import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { blank, type Image, type Look, readPng, shrink } from './images.ts';
import { sizes, type Theme, themes } from './open-window.ts';
import type { Picture } from './picture-run.ts';

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

/** Rounded to this step, colours repeat far more often and take half of the bytes; no eye and no test sees it. */
const colourStep = 8;

/** Plain rows under the common strategy: of a flat interface the smallest PNG, by far. */
const smallest = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 } as const;

/** How many pictures stand in one row of a sheet. */
const columns = 4;

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

/** A picture's place on the sheet of its theme. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The places by theme and state: what a sheet cannot say about itself. */
type Places = Record<Theme, Readonly<Record<string, Place>>>;

async function readPlaces(folder: string): Promise<Places> {
  return JSON.parse(await readFile(join(folder, 'places.json'), 'utf8'));
}

/** The accepted pictures of a theme by their states, cut out of its sheet. */
export async function readAccepted(theme: Theme, folder = accepted): Promise<Map<string, PNG>> {
  const sheet = readPng(await readFile(join(folder, `${theme}.png`)));
  const places = Object.entries((await readPlaces(folder))[theme]);
  return new Map(
    places.map(([state, { x, y, width, height }]) => {
      const picture = new PNG({ width, height });
      PNG.bitblt(sheet, picture, x, y, width, height, 0, 0);
      return [state, picture];
    }),
  );
}

/** Takes pictures of a run as the accepted ones. Others keep their pixels; what nothing is compared with goes. */
export async function acceptPictures(
  pictures: readonly Picture[],
  folder = accepted,
): Promise<void> {
  const places = await readPlaces(folder);
  for (const theme of themes) {
    const all = await readAccepted(theme, folder);
    for (const picture of pictures) {
      const { state, language, size, file } = picture;
      if (picture.theme !== theme || language !== 'en' || size !== sizes.normal) continue;
      all.set(state, roundColours(shrink(readPng(await readFile(file)), storedFactor)));
    }
    const compared = [...all].filter(([state]) => isPictured(theme, state));
    const { sheet, places: placed } = layOut(compared);
    await writeFile(join(folder, `${theme}.png`), PNG.sync.write(sheet, smallest));
    places[theme] = placed;
  }
  await writeFile(join(folder, 'places.json'), `${JSON.stringify(places, null, 2)}\n`);
}

function roundColours(picture: PNG): PNG {
  for (const [at, part] of picture.data.entries()) {
    picture.data[at] = Math.min(255, Math.round(part / colourStep) * colourStep);
  }
  return picture;
}

/** Puts the pictures of a theme on a sheet, row by row, each in a cell that holds the largest. */
function layOut(pictures: readonly (readonly [state: string, picture: PNG])[]): {
  readonly sheet: PNG;
  readonly places: Places[Theme];
} {
  const cell = {
    width: Math.max(...pictures.map(([, { width }]) => width)),
    height: Math.max(...pictures.map(([, { height }]) => height)),
  };
  const rows = Math.ceil(pictures.length / columns);
  const sheet = new PNG({ width: columns * cell.width, height: rows * cell.height });
  const places: Record<string, Place> = {};
  for (const [index, [state, picture]] of pictures.entries()) {
    const { width, height } = picture;
    const x = (index % columns) * cell.width;
    const y = Math.floor(index / columns) * cell.height;
    PNG.bitblt(picture, sheet, 0, 0, width, height, x, y);
    places[state] = { x, y, width, height };
  }
  return { sheet, places };
}

/** The accepted pictures that nothing is compared with. */
export async function strayPictures(): Promise<readonly string[]> {
  const places = await readPlaces(accepted);
  return themes.flatMap((theme) =>
    Object.keys(places[theme])
      .filter((state) => !isPictured(theme, state))
      .map((state) => `${state} in ${theme}`),
  );
}

/** The sheets as they were at first sight: each holds the pictures of many tests. */
const sheets = new Map<Theme, ReturnType<typeof readAccepted>>();

/** What is different from the accepted picture, in one sentence, or null; both and the difference are then in `.cache/screens/refused`. */
export async function differenceFromAccepted(
  theme: Theme,
  state: string,
  { picture, texts }: Look,
): Promise<string | null> {
  const sheet = sheets.get(theme) ?? readAccepted(theme);
  sheets.set(theme, sheet);
  const old = (await sheet).get(state);
  if (old === undefined) return `No picture of ${state} in ${theme} was accepted yet.`;
  const now = shrink(readPng(picture), storedFactor);
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
  await writeFile(join(folder, `${state}-accepted.png`), PNG.sync.write(old));
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
