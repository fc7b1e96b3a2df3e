import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contrast, parseHex } from '../../screens/contrast.ts';

const css = await readFile(
  new URL('../../../src-renderer/styles/tokens.css', import.meta.url),
  'utf8',
);

/** The two hex colours of every token written as `light-dark(#…, #…)`. */
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/gi)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function ratio(front: string, back: string, theme: 'light' | 'dark'): number {
  const [one, other] = [tokens.get(front), tokens.get(back)];
  if (one === undefined || other === undefined) throw new Error(`No token ${front} or ${back}.`);
  return contrast(parseHex(one[theme]), parseHex(other[theme]));
}

/** Text on what stands behind it: WCAG 2.2, 1.4.3, at least 4.5. */
const texts = [
  ['text', 'page'],
  ['text', 'surface'],
  ['text', 'raised'],
  ['text', 'hover'],
  ['text', 'accent-soft'],
  ['text', 'danger-soft'],
  ['text', 'warning-soft'],
  ['text', 'line'],
  ['text-soft', 'page'],
  ['text-soft', 'surface'],
  ['text-soft', 'raised'],
  ['text-soft', 'hover'],
  ['text-soft', 'danger-soft'],
  ['text-soft', 'warning-soft'],
  ['accent', 'page'],
  ['accent-strong', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['danger', 'page'],
  ['warning', 'page'],
  ['good', 'page'],
  ['google-text', 'google-fill'],
  ['microsoft-text', 'microsoft-fill'],
] as const;

/** Boundaries and signs against what stands beside them: WCAG 2.2, 1.4.11, at least 3. */
const boundaries = [
  ['line-strong', 'page'],
  ['line-strong', 'raised'],
  ['line-strong', 'surface'],
  ['line-strong', 'danger-soft'],
  ['line-strong', 'warning-soft'],
  ['accent', 'page'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['accent', 'raised'],
  ['accent', 'danger-soft'],
  ['accent', 'warning-soft'],
  ['on-accent', 'accent'],
  ['danger', 'danger-soft'],
  ['warning', 'warning-soft'],
  ['warning', 'surface'],
  ['good', 'surface'],
  ['google-line', 'page'],
  ['microsoft-line', 'page'],
] as const;

const themes = ['light', 'dark'] as const;

test.each(themes.flatMap((theme) => texts.map((pair) => [...pair, theme] as const)))(
  'text %s on %s has a contrast of at least 4.5 in the %s theme',
  (front, back, theme) => {
    expect(ratio(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  },
);

test.each(themes.flatMap((theme) => boundaries.map((pair) => [...pair, theme] as const)))(
  'boundary %s beside %s has a contrast of at least 3 in the %s theme',
  (front, back, theme) => {
    expect(ratio(front, back, theme)).toBeGreaterThanOrEqual(3);
  },
);

test('the contrast of black and white is 21, of two equal colours 1', () => {
  expect(contrast(parseHex('#000000'), parseHex('#ffffff'))).toBeCloseTo(21);
  expect(contrast(parseHex('#777777'), parseHex('#777777'))).toBe(1);
});
