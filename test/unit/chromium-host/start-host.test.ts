import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chromiumArguments } from '../../../sandbox/chromium-host/chromium-arguments.ts';
import { findChromium } from '../../../sandbox/chromium-host/find-chromium.ts';
import { findObstacle } from '../../../sandbox/chromium-host/start-host.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const window = {
  ...{ profile: '/profile', width: 440, height: 620, title: 'Sonar', backgroundColor: '#ffffff' },
  ...{ debuggingPort: null, isRoot: false },
};

test.runIf(process.platform === 'linux')(
  'without a display the host says so in one sentence',
  () => {
    expect(findObstacle({ PATH: process.env.PATH })).toBe(
      'The Chromium host needs a display, and DISPLAY is not set.',
    );
  },
);

test('without Chromium the host says so in one sentence', () => {
  expect(findObstacle({ DISPLAY: ':0', PATH: '/nowhere' })).toBe(
    'The Chromium host needs Chromium, and there is none on PATH.',
  );
});

test('a folder named chromium and a file that cannot be run are no programs', async () => {
  await withTempFolder(async (folder) => {
    const [first, second, third] = ['1', '2', '3'].map((name) => join(folder, name));
    for (const path of [first, second, third]) await mkdir(path ?? '');
    await mkdir(join(first ?? '', 'chromium'));
    await writeFile(join(second ?? '', 'chromium'), '');
    await writeFile(join(third ?? '', 'chromium'), '');
    await chmod(join(third ?? '', 'chromium'), 0o755);
    expect(findChromium([first, second].join(':'))).toBeNull();
    expect(findChromium([first, second, third].join(':'))).toBe(join(third ?? '', 'chromium'));
  });
});

test('a port for DevTools is opened only when asked for, and only to this machine', () => {
  expect(chromiumArguments(window).join(' ')).not.toContain('remote-debugging-port');
  const asked = chromiumArguments({ ...window, debuggingPort: '9222' });
  expect(asked).toContain('--remote-debugging-port=9222');
  expect(asked).toContain('--remote-debugging-address=127.0.0.1');
});

test('only root goes without the sandbox of Chromium', () => {
  expect(chromiumArguments(window)).not.toContain('--no-sandbox');
  expect(chromiumArguments({ ...window, isRoot: true })).toContain('--no-sandbox');
});
