import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findElectronUses } from './electron-uses.ts';

const page = 'docs/decisions/0006-electron-33-to-45.md';

/** The rows of the page's table of what is used: `Type.member`. */
function usesInTable(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', page), 'utf8');
  const [, section = ''] = /^## What is used$(.*?)^## /ms.exec(text) ?? [];
  return [...section.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].flatMap(([, type, members = '']) =>
    [...members.matchAll(/`([^`]+)`/g)].map(([, member]) => `${type}.${member}`),
  );
}

test('the table of decision 0006 names what the code uses of Electron, and nothing else', () => {
  const used = [...findElectronUses('src-main'), ...findElectronUses('preload')];
  const named = usesInTable();
  expect({
    missing: used.filter((use) => !named.includes(use)).sort(),
    'no longer used': named.filter((use) => !used.includes(use)).sort(),
  }).toEqual({ missing: [], 'no longer used': [] });
});

test('the walk sees names, methods, events, options, what is taken apart, and stand-ins', () => {
  const used = findElectronUses('src-main');
  for (const use of [
    'electron.powerMonitor',
    'App.whenReady',
    "WebContents.'will-navigate'",
    'WebPreferences.sandbox',
    'SaveDialogReturnValue.canceled',
    'BrowserWindow.flashFrame',
    "ParentPort.'close'",
  ]) {
    expect(used).toContain(use);
  }
});
