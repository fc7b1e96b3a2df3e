import { join } from 'node:path';
import { parse } from 'plist';
import type { PolicyScope } from './policy-definition.ts';
import { type LayerReading, type PolicySource, splitLevels } from './policy-layer.ts';
import { policyPlaces } from './policy-schema.ts';
import { isDoubtfulPlist, readTrustedFile } from './read-trusted-file.ts';
import { watchPath } from './watch-path.ts';

const maximumFileBytes = 256 * 1024;
/** Written into managed preferences by the system itself. */
const systemKey = /^(_|com\.apple\.|Payload)/;

/**
 * macOS: the property lists that device management writes for the app's domain, one for the computer and one for the
 * person. They are read as files because `NSUserDefaults` does not say whether a value is managed or the person's own.
 */
export function createMacosPolicySource(options: {
  readonly directory: string;
  readonly userName: string;
  readonly trustedUid: number;
}): PolicySource {
  const { directory, userName, trustedUid } = options;
  const fileName = `${policyPlaces.preferencesDomain}.plist`;
  const userDirectory = join(directory, userName);
  const places = [
    { where: join(directory, fileName), scope: 'machine' },
    { where: join(userDirectory, fileName), scope: 'user' },
  ] as const;

  function read(): readonly LayerReading[] {
    return places.flatMap(({ where, scope }): readonly LayerReading[] => {
      const file = readTrustedFile(where, { trustedUid, maximumBytes: maximumFileBytes });
      if (file.status === 'absent') return [];
      if (file.status !== 'read') return [{ ...file, where, scope }];
      return [parseLayer(where, scope, file.bytes)];
    });
  }

  function watch(onNews: () => void): () => void {
    const stops = [directory, userDirectory].map((watched) => watchPath(watched, onNews));
    return () => {
      for (const stop of stops) stop();
    };
  }

  return {
    kind: 'profile',
    where: places.map((place) => place.where),
    scopeOf: (where) => (where === places[0].where ? 'machine' : 'user'),
    read,
    watch,
  };
}

function parseLayer(where: string, scope: PolicyScope, bytes: Buffer): LayerReading {
  try {
    const isBinary = bytes.subarray(0, 6).toString('latin1') === 'bplist';
    const text = isBinary ? '' : bytes.toString('utf8').replace(/^\uFEFF/, '');
    const content: unknown = parse(isBinary ? new Uint8Array(bytes) : text);
    const levels = splitLevels(content, policyPlaces.defaultsKey);
    if (levels === null || isDoubtfulPlist(text)) {
      return { status: 'failed', where, scope, reason: 'not-parsable' };
    }
    const enforced = Object.fromEntries(
      Object.entries(levels.enforced).filter(([key]) => !systemKey.test(key)),
    );
    return { status: 'read', layer: { where, scope, values: { ...levels, enforced } } };
  } catch {
    return { status: 'failed', where, scope, reason: 'not-parsable' };
  }
}
