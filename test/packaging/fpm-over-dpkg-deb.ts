#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Test-only: understands the arguments that electron-builder gives to fpm for a deb, and makes it with Debian's own
 * dpkg-deb. Where fpm can be had, electron-builder uses fpm.
 */
const text = { type: 'string' } as const;
const list: { type: 'string'; multiple: true; default: string[] } = {
  type: 'string',
  multiple: true,
  default: [],
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...list, short: 'd' },
    force: { type: 'boolean' },
    'deb-recommends': list,
    'deb-compression': { ...text, default: 'xz' },
    'deb-priority': { ...text, default: 'optional' },
    architecture: { ...text, default: 'all' },
    'after-install': text,
    'after-remove': text,
    description: { ...text, default: '' },
    version: { ...text, default: '' },
    package: { ...text, default: '' },
    name: { ...text, default: '' },
    maintainer: { ...text, default: '' },
    vendor: text,
    url: { ...text, default: '' },
    category: { ...text, default: 'misc' },
    license: text,
  },
});

function copyContents(tree: string): void {
  for (const mapping of positionals) {
    const separator = mapping.lastIndexOf('=');
    const source = mapping.slice(0, separator);
    const target = join(tree, mapping.slice(separator + 1));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }
}

function makeControl(): string {
  const [synopsis = '', ...details] = values.description.split('\n');
  return [
    `Package: ${values.name}`,
    `Version: ${values.version}`,
    `Architecture: ${values.architecture}`,
    `Maintainer: ${values.maintainer}`,
    `Section: ${values.category}`,
    `Priority: ${values['deb-priority']}`,
    `Depends: ${values.d.join(', ')}`,
    `Recommends: ${values['deb-recommends'].join(', ')}`,
    `Homepage: ${values.url}`,
    `Description: ${synopsis.trim()}`,
    ...details.map((line) => ` ${line.trim()}`),
    '',
  ].join('\n');
}

function copyScript(from: string | undefined, to: string): void {
  if (from !== undefined) writeFileSync(to, readFileSync(from), { mode: 0o755 });
}

const tree = mkdtempSync(join(tmpdir(), 'sonar-deb-'));
try {
  copyContents(tree);
  const control = join(tree, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  writeFileSync(join(control, 'control'), makeControl());
  copyScript(values['after-install'], join(control, 'postinst'));
  copyScript(values['after-remove'], join(control, 'postrm'));
  // As fpm does it: what the builder's umask took away comes back, and root owns everything.
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
  execFileSync('dpkg-deb', [
    '--root-owner-group',
    `-Z${values['deb-compression']}`,
    '--build',
    tree,
    values.package,
  ]);
  if (statSync(values.package).size === 0) throw new Error('dpkg-deb made an empty package.');
} finally {
  rmSync(tree, { recursive: true, force: true });
}
