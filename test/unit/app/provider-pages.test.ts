import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('BH-06: the app shows one address in a window, its own page; a provider’s page only the system browser shows', () => {
  const found = globSync('src-main/**/*.ts').flatMap((file) =>
    (
      readFileSync(file, 'utf8').match(
        /(?:loadURL|loadFile)\([^)]*\)|\b(?:WebContentsView|BrowserView)\b|webviewTag: \w+/g,
      ) ?? []
    ).map((words) => `${file}: ${words}`),
  );
  expect(found.sort()).toEqual([
    'src-main/electron/window-rules.ts: webviewTag: false',
    'src-main/electron/window.ts: loadURL(startPage)',
  ]);
});
