import { EventEmitter } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepPageLoaded } from '../../../src-main/electron/recover-renderer.ts';
import { createRendererFiles, serveScheme } from '../../../src-main/electron/renderer-files.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

describe('a page that dies', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  class Contents extends EventEmitter {
    isDead = false;
    isDestroyed(): boolean {
      return this.isDead;
    }
  }

  function watch() {
    const contents = new Contents();
    const happened: string[] = [];
    const page = { loads: true };
    keepPageLoaded(contents, {
      async load() {
        happened.push('load');
        if (!page.loads) throw new Error('ERR_FAILED');
      },
      giveUp: () => happened.push('give up'),
      note: (reason) => happened.push(reason),
      now: Date.now,
    });
    return {
      contents,
      happened,
      page,
      async die(reason: string, waitMs = 1_000) {
        contents.emit('render-process-gone', {}, { reason });
        await vi.advanceTimersByTimeAsync(waitMs);
      },
    };
  }

  test('a page that died is loaded again three times in a minute, then it is given up, once', async () => {
    const { die, happened } = watch();
    for (let count = 0; count < 6; count += 1) await die('oom');
    expect(happened.filter((what) => what !== 'oom')).toEqual([
      'load',
      'load',
      'load',
      'load',
      'give up',
    ]);
  });

  test('a page whose process ended by itself, without a fault, is lost like any other', async () => {
    const { die, happened } = watch();
    await die('clean-exit');
    expect(happened).toEqual(['load', 'clean-exit', 'load']);
  });

  test('it is not loaded from within the event', async () => {
    const { contents, happened } = watch();
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['load', 'crashed']);
  });

  test('one death that is told in two ways is one', async () => {
    const { contents, die, happened } = watch();
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    await die('killed');
    expect(happened).toEqual(['load', 'crashed', 'load']);
  });

  test('a page that cannot be loaded is as lost as one that died', async () => {
    const { die, happened, page } = watch();
    page.loads = false;
    await die('crashed');
    expect(happened).toEqual([
      'load',
      'crashed',
      'load',
      'load-failed',
      'load',
      'load-failed',
      'load',
      'load-failed',
      'give up',
    ]);
  });

  test('deaths that are a minute apart are never too many', async () => {
    const { die, happened } = watch();
    for (let count = 0; count < 10; count += 1) await die('crashed', 60_000);
    expect(happened).not.toContain('give up');
  });

  test('what becomes of the page of a window that is gone is no death', async () => {
    const { contents, die, happened } = watch();
    contents.isDead = true;
    await die('clean-exit');
    await die('crashed');
    expect(happened).toEqual(['load']);
  });

  test('a window that is closed while its page is to come back is left alone', async () => {
    const { contents, die, happened } = watch();
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    contents.isDead = true;
    await die('crashed');
    expect(happened).toEqual(['load', 'crashed']);
  });

  test('a page that hangs is noted and left to the person', async () => {
    const { contents, happened } = watch();
    contents.emit('unresponsive');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(happened).toEqual(['load', 'unresponsive']);
  });
});

const origin = 'sonar-login://app';

/** What a request is answered with where the scheme is registered as Electron had it first. */
function askOlderWay(
  serve: ReturnType<typeof createRendererFiles>,
  request: { readonly method: string; readonly url: string },
): Promise<Awaited<ReturnType<typeof serve>>> {
  return new Promise((resolve, reject) =>
    serveScheme(
      {
        registerBufferProtocol(_scheme, handler) {
          handler(request, (answer) =>
            'error' in answer ? reject(new Error(`${answer.error}`)) : resolve(answer),
          );
          return true;
        },
        handle: () => reject(new Error('It was not registered in the older way.')),
      },
      'sonar-login',
      serve,
    ),
  );
}

/** Both ways of answering are asked, and have to say the same. */
async function withFiles(
  use: (get: (url: string, init?: RequestInit) => Promise<Response>) => Promise<void>,
): Promise<void> {
  await withTempFolder(async (folder) => {
    const renderer = join(folder, 'renderer');
    await mkdir(join(renderer, 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.html'), 'secret');
    await writeFile(join(renderer, 'index.html'), 'page');
    await writeFile(join(renderer, 'assets', 'a.js'), 'script');
    await writeFile(join(renderer, 'assets', 'a.js.map'), 'map');
    await symlink(join(folder, 'secret.html'), join(renderer, 'link.html'));
    const serve = createRendererFiles(renderer);
    const handlers: Parameters<Parameters<typeof serveScheme>[0]['handle']>[1][] = [];
    serveScheme({ handle: (_scheme, handler) => handlers.push(handler) }, 'sonar-login', serve);
    await use(async (url, init) => {
      const request = new Request(url, init);
      const byHandle = await handlers[0]?.(request);
      if (byHandle === undefined) throw new Error('Nobody answers.');
      const { data, statusCode, headers } = await askOlderWay(serve, request);
      expect(statusCode).toBe(byHandle.status);
      expect(new Headers(headers)).toEqual(new Headers(byHandle.headers));
      expect(Buffer.from(await byHandle.clone().arrayBuffer())).toEqual(data);
      return byHandle;
    });
  });
}

test('IP-10: files of the bundle are served with their type and the security headers', async () => {
  await withFiles(async (get) => {
    const page = await get(`${origin}/index.html`);
    expect([page.status, await page.text()]).toEqual([200, 'page']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(policy).not.toMatch(/unsafe|data:|https:|\*/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get(`${origin}/assets/a.js?v=1#x`)).status).toBe(200);
  });
});

test.each([
  `${origin}/`,
  `${origin}/assets/`,
  `${origin}/missing.html`,
  `${origin}/assets/a.js.map`,
  `${origin}/link.html`,
  `${origin}/../secret.html`,
  `${origin}/assets/../../secret.html`,
  `${origin}/%2e%2e/secret.html`,
  `${origin}/..%2fsecret.html`,
  `${origin}/assets/..%2f..%2fsecret.html`,
  `${origin}/%252e%252e/secret.html`,
  `${origin}/..\\secret.html`,
  `${origin}/index.html%00`,
  `${origin}//index.html`,
  `${origin}/INDEX.HTML`,
  `${origin}/constructor`,
  `${origin}/__proto__`,
  'sonar-login://app.evil.example/index.html',
  'https://other.invalid/index.html',
  'https://app/index.html',
])('PK-09: %s is not found', async (url) => {
  await withFiles(async (get) => {
    const answer = await get(url);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

test('a file that is gone meanwhile fails, and does not wait', async () => {
  const gone = () => Promise.reject(new Error('gone'));
  await expect(askOlderWay(gone, { method: 'GET', url: `${origin}/index.html` })).rejects.toThrow(
    '-2',
  );
});

test('only GET is answered', async () => {
  await withFiles(async (get) => {
    expect((await get(`${origin}/index.html`, { method: 'POST' })).status).toBe(404);
  });
});

test('PK-09: no path leads out of the bundle', async () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '/',
    '\\',
    'assets',
    'secret.html',
    '%00',
  );
  await withFiles(async (get) => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const answer = await get(`${origin}/${pieces.join('/')}`);
        expect(await answer.text()).not.toBe('secret');
      }),
    );
  });
});
