import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string', default: '' } as const;
const list: { type: 'string'; multiple: true; default: string[] } = {
  type: 'string',
  multiple: true,
  default: [],
};

/** Understands the arguments that electron-builder gives to fpm for a deb or an rpm. */
export function readFpmArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      s: { ...text, short: 's' },
      t: { ...text, short: 't' },
      d: { ...list, short: 'd' },
      force: { type: 'boolean' },
      'deb-recommends': list,
      'deb-compression': { ...text, default: 'xz' },
      'deb-priority': { ...text, default: 'optional' },
      'rpm-os': text,
      'rpm-compression': text,
      'rpm-summary': text,
      architecture: { ...text, default: 'all' },
      'after-install': text,
      'after-remove': text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      category: { ...text, default: 'misc' },
      license: text,
    },
  });
}

export type FpmArguments = ReturnType<typeof readFpmArguments>;

/** Copies what the arguments map into `tree`, with the rights that fpm gives: what a umask took away comes back. */
export function copyMappedFiles({ positionals }: FpmArguments, tree: string): void {
  for (const mapping of positionals) {
    const separator = mapping.lastIndexOf('=');
    const target = join(tree, mapping.slice(separator + 1));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(mapping.slice(0, separator), target, { recursive: true, verbatimSymlinks: true });
  }
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
}
