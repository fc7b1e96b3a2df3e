import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';

/** How many bytes the files below a folder hold; what goes away meanwhile holds none. */
export async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    const status = await stat(path);
    return status.isFile() ? status.size : 0;
  } catch {
    return 0;
  }
}

/** Shows how much of something large has come in. */
export interface Progress {
  /** Bytes so far. */
  update(bytes: number): void;
  stop(): void;
}

const mega = 1_000_000;

/**
 * A bar on standard error where somebody looks, one line elsewhere. `totalBytes` null: nobody knows how much it will
 * be; nothing is shown before the first byte.
 */
export function showProgress(title: string, totalBytes: number | null): Progress {
  const total = totalBytes === null ? null : Math.round(totalBytes / mega);
  const ofTotal = total === null ? '' : ` of ${total}`;
  const format =
    total === null
      ? `${title}: {value} MB`
      : `${title} [{bar}] {value}${ofTotal} MB, {eta_formatted} left`;
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: false }, Presets.rect);
  const isWatched = process.stderr.isTTY;
  let isShown = false;
  let isOver = false;
  return {
    update(bytes) {
      // The download may still count bytes when the bar is gone.
      if (bytes === 0 || isOver) return;
      if (!isShown && isWatched) bar.start(total ?? 0, 0);
      if (!isShown && !isWatched)
        process.stderr.write(`${title}${total === null ? '' : ` (${total} MB)`}\n`);
      isShown = true;
      if (isWatched) bar.update(Math.round(bytes / mega));
    },
    stop() {
      isOver = true;
      if (isShown && isWatched) bar.stop();
    },
  };
}
