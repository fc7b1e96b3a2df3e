import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/** Electron's `dialog`: no dialog can be shown, so that a file is saved where it is suggested, under a free name. */
export const hostDialog = {
  async showSaveDialog(
    ...args: readonly unknown[]
  ): Promise<{ canceled: boolean; filePath: string }> {
    const { defaultPath } = args.at(-1) as { readonly defaultPath: string };
    mkdirSync(dirname(defaultPath), { recursive: true });
    const filePath = freePath(defaultPath);
    console.log(`Saved without asking, since this host has no dialogs: ${filePath}`);
    return { canceled: false, filePath };
  },
};

function freePath(path: string): string {
  const extension = extname(path);
  const name = basename(path, extension);
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name} (${number})`;
    const candidate = join(dirname(path), `${numbered}${extension}`);
    if (!existsSync(candidate)) return candidate;
  }
}
