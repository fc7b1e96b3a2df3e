import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyMappedFiles, type FpmArguments } from './fpm-arguments.ts';

/** Makes an rpm with rpmbuild, in the empty folder `folder`. */
export function makeRpm(fpm: FpmArguments, folder: string): void {
  const { values } = fpm;
  const tree = join(folder, 'tree');
  const spec = join(folder, 'sonar.spec');
  mkdirSync(tree);
  copyMappedFiles(fpm, tree);
  writeFileSync(spec, describe(values, tree));
  const defines = [
    `_topdir ${folder}`,
    '_build_id_links none',
    '__os_install_post %{nil}',
    // Compressing what is only looked into would take minutes.
    '_binary_payload w0.ufdio',
  ];
  execFileSync('rpmbuild', [
    '--quiet',
    '-bb',
    `--target=${values.architecture}`,
    `--buildroot=${tree}`,
    ...defines.flatMap((define) => ['--define', define]),
    spec,
  ]);
  const [made = ''] = globSync('RPMS/*/*.rpm', { cwd: folder });
  copyFileSync(join(folder, made), values.package);
}

/** Everything below the product's own folders; the folders of the system belong to the system. */
function listOwned(tree: string): readonly string[] {
  const files = globSync('{opt/*,usr/share/*/**/*}', { cwd: tree, withFileTypes: true });
  const owned = files.filter((entry) => entry.isFile() || entry.parentPath.endsWith('/opt'));
  return owned.map((entry) => `"${join(entry.parentPath, entry.name).slice(tree.length)}"`);
}

function describe(values: FpmArguments['values'], tree: string): string {
  return [
    `Name: ${values.name}`,
    `Version: ${values.version}`,
    'Release: 1',
    `Summary: ${values['rpm-summary']}`,
    `License: ${values.license}`,
    `URL: ${values.url}`,
    `Vendor: ${values.vendor}`,
    `Group: ${values.category}`,
    'AutoReqProv: no',
    ...values.d.map((needed) => `Requires: ${needed}`),
    '%description',
    values.description,
    '%post',
    readFileSync(values['after-install'], 'utf8'),
    '%postun',
    readFileSync(values['after-remove'], 'utf8'),
    '%files',
    '%defattr(-,root,root,-)',
    ...listOwned(tree),
    '',
  ].join('\n');
}
