import { beforeEach, expect, test } from 'vitest';
import { contrastFaults, forcedColourFaults } from './contrast-checks.ts';
import { layoutFaults } from './layout-checks.ts';
import { openWindow, setTheme, sizes, stateNamed } from './open-window.ts';
import { foldWords, readAcceptedWords, readWords, strayWords } from './read-words.ts';

// What holds the screens finds what it is for: each check is tried on a window that was spoilt on purpose.
const { page, show } = openWindow(sizes.normal);

beforeEach(async () => {
  await setTheme(page(), 'light');
  await page().evaluate(() => document.documentElement.removeAttribute('style'));
  await show('password-refused');
});

test('a word less is a difference from what was accepted', async () => {
  const accepted = readAcceptedWords('sign-in');
  const read = async () => foldWords('password-refused', await readWords(page()), accepted);
  expect(await read()).toBe(accepted.get('password-refused'));
  await page()
    .getByText('You have 2 more tries.')
    .evaluate((text) => {
      text.textContent = 'You have more tries.';
    });
  expect(await read()).not.toBe(accepted.get('password-refused'));
});

test.each([
  ['light', '#9aa3ab'],
  ['dark', '#59626a'],
] as const)('%s: a colour of texts that is too faint is found', async (theme, faint) => {
  await setTheme(page(), theme);
  expect(await contrastFaults(page())).toEqual([]);
  await page().evaluate(
    (colour) => document.documentElement.style.setProperty('--text-soft', colour),
    faint,
  );
  await setTheme(page(), theme);
  expect((await contrastFaults(page())).join()).toContain('Use the account your organization');
});

test('a text that fades with what is around it is found', async () => {
  await page()
    .getByRole('main')
    .evaluate((main) => {
      main.style.opacity = '0.4';
    });
  expect((await contrastFaults(page())).length).toBeGreaterThan(3);
});

test('with forced colours a colour of our own is found', async () => {
  await setTheme(page(), 'forced');
  expect(await forcedColourFaults(page())).toEqual([]);
  await page()
    .getByRole('heading', { level: 1 })
    .evaluate((heading) => {
      heading.style.forcedColorAdjust = 'none';
      heading.style.color = '#0a6473';
    });
  expect((await forcedColourFaults(page())).join()).toContain('Sign in to Sonar');
});

test('what is wider than the window, cut or in the way of another text is found', async () => {
  expect(await layoutFaults(page(), false)).toEqual([]);
  const heading = page().getByRole('heading', { level: 1 });
  await heading.evaluate((one) => {
    one.style.width = '600px';
  });
  expect((await layoutFaults(page(), false)).join()).toContain('wider than the window');
  await heading.evaluate((one) => {
    one.style.cssText = 'width: 60px; overflow: hidden; white-space: nowrap';
  });
  expect((await layoutFaults(page(), false)).join()).toContain('cut: “Sign in to Sonar”');
  await heading.evaluate((one) => {
    one.style.cssText = 'margin-bottom: -28px';
  });
  expect((await layoutFaults(page(), false)).join()).toContain('overlap: “Sign in to Sonar”');
});

test.each(['fr-CA', 'es'] as const)('%s: a word from no catalogue is found', async (locale) => {
  const state = stateNamed('password-refused');
  await page().evaluate((to) => window.gallery.translate(to), locale);
  expect(await strayWords(page(), state)).toEqual([]);
  await page()
    .getByRole('heading', { level: 1 })
    .evaluate((heading) => heading.append(' at once'));
  expect((await strayWords(page(), state)).join()).toContain('at once');
});
