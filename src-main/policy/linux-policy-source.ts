import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyReading, type LayerReading, type PolicySource, splitLevels } from './policy-layer.ts';
import { policyPlaces } from './policy-schema.ts';
import {
  distrustOf,
  distrustOfParent,
  hasKeyTwice,
  isAbsent,
  readTrustedFile,
} from './read-trusted-file.ts';
import { watchPath } from './watch-path.ts';

const maximumFileBytes = 256 * 1024;
const maximumFiles = 100;
/** Lets an editor name the schema; it is not a policy. */
const schemaKey = '$schema';
const scope = 'machine';

/**
 * Linux: `*.json` files of one directory (`*.JSON` too), merged in name order, so that a later name is the stronger
 * one. Files, and the directory itself, count only when they belong to `trustedUid` (root) and nobody else may write
 * them.
 */
export function createLinuxPolicySource(options: {
  readonly directory: string;
  readonly trustedUid: number;
}): PolicySource {
  const { directory, trustedUid } = options;

  function read(): readonly LayerReading[] {
    const names = listFiles(directory);
    const reason = names === null ? null : distrustOf(statSync(directory), trustedUid);
    if (reason !== null) return [{ status: 'refused', where: directory, scope, reason }];
    // Who may write there may put the directory out of the way, or another one in its place.
    const above = statSync(dirname(directory), { throwIfNoEntry: false });
    const reasonAbove = above === undefined ? null : distrustOfParent(above, trustedUid);
    if (reasonAbove !== null)
      return [{ status: 'refused', where: dirname(directory), scope, reason: reasonAbove }];
    if (names === null) return [];
    const readings = names.slice(-maximumFiles).reverse().flatMap(readOne);
    return names.length <= maximumFiles
      ? [...readings, emptyReading(directory, scope)]
      : [...readings, { status: 'refused', where: directory, scope, reason: 'too-many-files' }];
  }

  function readOne(name: string): readonly LayerReading[] {
    const where = join(directory, name);
    const file = readTrustedFile(where, { trustedUid, maximumBytes: maximumFileBytes });
    // Taken away meanwhile.
    if (file.status === 'absent') return [];
    if (file.status !== 'read') return [{ ...file, where, scope }];
    return [parseLayer(where, file.bytes)];
  }

  return {
    kind: 'file',
    where: [directory],
    scopeOf: () => scope,
    read,
    watch: (onNews) => watchPath(directory, onNews),
  };
}

function listFiles(directory: string): readonly string[] | null {
  try {
    const names = readdirSync(directory);
    return names.filter((name) => /^[^.].*\.json$/is.test(name)).sort();
  } catch (error) {
    if (isAbsent(directory, error)) return null;
    throw error;
  }
}

function parseLayer(where: string, bytes: Buffer): LayerReading {
  try {
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    const levels = splitLevels(JSON.parse(text), policyPlaces.defaultsKey);
    if (levels === null || hasKeyTwice(text)) {
      return { status: 'failed', where, scope, reason: 'not-parsable' };
    }
    const { [schemaKey]: _schema, ...enforced } = levels.enforced;
    return { status: 'read', layer: { where, scope, values: { ...levels, enforced } } };
  } catch {
    return { status: 'failed', where, scope, reason: 'not-parsable' };
  }
}
