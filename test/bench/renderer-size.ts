import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kilobytes of gzipped JavaScript: what the first paint needs, and what is loaded when it is asked for. */
export async function measureRenderer(
  renderer: string,
): Promise<{ readonly firstPaintKb: number; readonly onDemandKb: number }> {
  const page = await readFile(join(renderer, 'index.html'), 'utf8');
  const first = new Set(
    [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, path = '']) => path),
  );
  const assets = await readdir(join(renderer, 'assets'));
  let firstPaintKb = 0;
  let onDemandKb = 0;
  for (const name of assets.filter((asset) => asset.endsWith('.js'))) {
    const kb = gzipSync(await readFile(join(renderer, 'assets', name))).length / 1000;
    if (first.has(`assets/${name}`)) firstPaintKb += kb;
    else onDemandKb += kb;
  }
  return { firstPaintKb, onDemandKb };
}
