import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyMappedFiles, type FpmArguments } from './fpm-arguments.ts';

/** Makes a deb with Debian's own dpkg-deb, in the empty folder `tree`. */
export function makeDeb(fpm: FpmArguments, tree: string): void {
  const { values } = fpm;
  copyMappedFiles(fpm, tree);
  const control = join(tree, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  writeFileSync(join(control, 'control'), describe(values));
  copyScript(values['after-install'], join(control, 'postinst'));
  copyScript(values['after-remove'], join(control, 'postrm'));
  // Compressing what is installed once and thrown away would take minutes.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, values.package]);
}

function describe(values: FpmArguments['values']): string {
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

function copyScript(from: string, to: string): void {
  if (from !== '') writeFileSync(to, readFileSync(from), { mode: 0o755 });
}
