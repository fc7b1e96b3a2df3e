/**
 * What npm runs before `npm pack` reads `dist/`: bundles, declarations and licences of exactly these sources. A part that
 * cannot be made ends it, and then nothing is packed.
 */
import { join } from 'node:path';
import { makePublicTypes } from './api/generate.ts';
import { buildIfStale, ownBuild } from './build.ts';
import { projectRoot } from './common/run-captured.ts';
import { replaceFile, writeBundleLicences } from './packaging/legal-files.ts';

await buildIfStale();
const { declarations } = await makePublicTypes();
await replaceFile(join(ownBuild.output, 'index.d.ts'), declarations);
await writeBundleLicences(projectRoot, join(ownBuild.output, 'third-party-licences.txt'));
