import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../support/wait-until.ts';
import { createHostPlace } from './support/host-place.ts';
import { startHost, withWindow } from './support/open-window.ts';

let place: Awaited<ReturnType<typeof createHostPlace>>;

beforeAll(async () => {
  place = await createHostPlace();
}, 120_000);

afterAll(() => place?.stop(), 60_000);

test('the page can neither connect, nor run inline code, nor leave, nor open a window', async () => {
  await withWindow(place, async ({ page, browser }) => {
    const results = await page.evaluate(async () => {
      const attempt = async (action: () => unknown) => {
        try {
          await action();
          return 'done';
        } catch {
          return 'refused';
        }
      };
      return {
        fetchOwn: await attempt(() => fetch('/index.html')),
        fetchOther: await attempt(() => fetch('http://127.0.0.1:9/')),
        inlineScript: await attempt(() => {
          document.createElement('script').text = '1';
        }),
        markup: await attempt(() => {
          document.body.innerHTML = '<img src="x">';
        }),
        image: await attempt(() => {
          const image = new Image();
          image.src = 'http://127.0.0.1:9/a.png';
          return image.decode();
        }),
        permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
        // Tried by the page itself: what a client of DevTools evaluates may evaluate.
        evaluate: document.documentElement.dataset.evaluated,
        open: window.open('https://example.com/') === null ? 'refused' : 'done',
      };
    });
    expect(results).toEqual({
      fetchOwn: 'refused',
      fetchOther: 'refused',
      evaluate: 'refused',
      inlineScript: 'refused',
      markup: 'refused',
      image: 'refused',
      permission: 'denied',
      open: 'refused',
    });
    const here = page.url();
    await page.evaluate(() => Object.assign(globalThis, { stays: true }));
    for (const address of ['http://127.0.0.1:9/', '/other.html', 'file:///etc/passwd']) {
      await page
        .evaluate((to) => {
          globalThis.window.location.href = to;
        }, address)
        .catch(() => undefined);
    }
    expect(await page.evaluate(() => globalThis.window.login.getState())).toMatchObject({
      ok: true,
    });
    expect(page.url()).toBe(here);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'stays'))).toBe(true);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/index.html';
      link.target = '_blank';
      link.click();
    });
    await waitUntil(
      () => browser.contexts().flatMap((context) => context.pages()).length === 1,
      'a window that was opened by a link to be closed',
    );
  });
}, 120_000);

test('keys of the menu reach main, and those that a page makes up do not', async () => {
  await withWindow(place, async ({ page, until, told }) => {
    await page.evaluate(() => {
      const init = { code: 'Digit1', key: '1', ctrlKey: true, bubbles: true };
      document.dispatchEvent(new KeyboardEvent('keydown', init));
    });
    await page.keyboard.press('Control+Digit2');
    expect(await until('switchAccount')).toMatchObject({ data: ['2'] });
    expect(told.filter((one) => one.event === 'switchAccount')).toHaveLength(1);
  });
}, 120_000);

test('the app copies to the clipboard unseen by the page', async () => {
  await withWindow(place, async ({ page }) => {
    await page.evaluate(() => {
      Object.assign(globalThis, { seen: [] });
      window.addEventListener('copy', () => Reflect.get(globalThis, 'seen').push('copy'), true);
    });
    const copied = await page.evaluate(() => globalThis.window.login.copyDetails());
    expect(copied).toMatchObject({ ok: true });
    expect(await page.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual([]);
    await page.evaluate(() => document.body.append(document.createElement('textarea')));
    await page.locator('textarea').focus();
    await page.keyboard.press('Control+V');
    await page.waitForFunction(
      () => document.querySelector('textarea')?.value === 'copied by the app: é & <b>',
    );
  });
}, 120_000);

test('a file is saved where it is suggested, without a dialog', async () => {
  await withWindow(place, async ({ page }) => {
    const saved = await page.evaluate(() => globalThis.window.login.exportReview('an-id'));
    const path = join(place.folder, 'Downloads', 'review.csv');
    expect(saved).toEqual({ ok: true, value: path });
    expect(await readFile(path, 'utf8')).toBe('a;b\n');
  });
}, 120_000);

test('a page that crashed is loaded again and asks for the state again', async () => {
  await withWindow(place, async ({ page, told, until }) => {
    const session = await page.context().newCDPSession(page);
    const asked = () => told.filter((one) => one.event === 'getState').length;
    const askedBefore = asked();
    // The answer never comes: its process is gone.
    void session.send('Page.crash').catch(() => undefined);
    await until('renderer-gone');
    await waitUntil(() => asked() > askedBefore, 'the page to come back', 60_000);
  });
}, 120_000);

test('a second start brings no second window and ends by itself', async () => {
  await withWindow(place, async () => {
    const second = await startHost(place, []);
    expect(await second.exited()).toBe(0);
    expect(second.told).toEqual([]);
  });
}, 120_000);

test('closing the window ends the app, after its last steps', async () => {
  await withWindow(place, async ({ page, exited, told }) => {
    await page.close();
    expect(await exited()).toBe(0);
    expect(told.map((one) => one.event)).toContain('before-quit');
  });
}, 120_000);

test('an app that is killed leaves no Chromium behind, and the next start works', async () => {
  await withWindow(place, async (window) => {
    window.process.kill('SIGKILL');
    await window.exited();
    await waitUntil(() => !window.browser.isConnected(), 'Chromium to end', 60_000);
  });
  await withWindow(place, async ({ page }) => {
    expect(await page.title()).toBe('Sonar');
  });
}, 120_000);

test('without a port asked for, none is opened', async () => {
  const host = await startHost(place, []);
  try {
    await host.until('painted');
    expect(host.errors.filter((line) => line.startsWith('DevTools'))).toEqual([]);
  } finally {
    host.process.kill('SIGTERM');
    await host.exited();
  }
}, 120_000);

test('a port that is none ends the start with 78 and names the switch', async () => {
  const host = await startHost(place, ['--remote-debugging-port=no']);
  expect(await host.exited()).toBe(78);
  expect(host.errors).toEqual([
    'Sonar cannot start: --remote-debugging-port must be a port from 0 to 65535.',
  ]);
}, 120_000);
