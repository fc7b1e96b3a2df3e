import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listShippedPackages, type ShippedPackage } from './shipped-packages.ts';

interface BillOfMaterials {
  readonly components?: readonly { readonly 'bom-ref': string }[];
  readonly dependencies?: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}

const maximumOutputBytes = 64 * 1024 * 1024;
const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * Writes the bill of materials (CycloneDX) and the licences of everything that is shipped into `directory`, unless they
 * were made from exactly these packages already.
 */
export async function writeLegalFiles(project: string, directory: string): Promise<void> {
  const shipped = listShippedPackages(project);
  const stamp = join(directory, 'made-from');
  const wanted = createHash('sha256').update(JSON.stringify(shipped)).digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await mkdir(directory, { recursive: true });
  await replaceFile(join(directory, 'sbom.cdx.json'), await describeMaterials(project, shipped));
  const licences = await collectLicences(project, shipped);
  await replaceFile(join(directory, 'third-party-licences.txt'), licences);
  await replaceFile(stamp, wanted);
}

/** Whole or not at all, so that another packaging that reads it at this moment gets no half. */
async function replaceFile(path: string, content: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

/** npm's own bill of materials, without what only builds or tests. */
async function describeMaterials(
  project: string,
  shipped: readonly ShippedPackage[],
): Promise<string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await promisify(execFile)(
    npm,
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
    { cwd: project, maxBuffer: maximumOutputBytes, shell: process.platform === 'win32' },
  );
  const all: BillOfMaterials = JSON.parse(stdout);
  const references = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const isShipped = (reference: string) => references.has(reference);
  const dependencies = (all.dependencies ?? [])
    .filter(({ ref }) => isShipped(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isShipped) }));
  const components = (all.components ?? []).filter((part) => isShipped(part['bom-ref']));
  return `${JSON.stringify({ ...all, components, dependencies }, null, 2)}\n`;
}

async function collectLicences(
  project: string,
  shipped: readonly ShippedPackage[],
): Promise<string> {
  const blocks = await Promise.all(
    shipped.map(async ({ name, version, licence, path }) => {
      const texts = await readLicenceTexts(join(project, path));
      return [`${name} ${version} (${licence})`, '', ...texts].join('\n').trimEnd();
    }),
  );
  return `${blocks.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function readLicenceTexts(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => licenceFile.test(name)).sort();
  return Promise.all(files.map(async (name) => readFile(join(folder, name), 'utf8')));
}
