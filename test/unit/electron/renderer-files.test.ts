import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRendererFiles } from '../../../src-main/electron/renderer-files.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const origin = 'sonar-login://app';

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
    await use((url, init) => serve(new Request(url, init)));
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
