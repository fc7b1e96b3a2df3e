import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.ts';
import { isCopyFolder } from './electron/electron-here.ts';
import { getElectron } from './electron/get-electron.ts';
import { packageApp, systems } from './packaging/package-app.ts';
import { projectRoot } from './project-root.ts';

const usage = `npm run package -- [--dir] [--target NAME]... [--electron-dist FOLDER] [--output FOLDER] [--system NAME]
Makes the installers of this system and architecture; --dir makes the application directory alone.
--system (${systems.join(', ')}) shows what would be packaged elsewhere: with --dir and the Electron of that system.`;

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    target: { type: 'string', multiple: true, default: [] },
    'electron-dist': { type: 'string' },
    system: { type: 'string' },
    output: { type: 'string', default: join(projectRoot, 'release') },
    help: { type: 'boolean', default: false },
  },
});

/** Electron's folder: the given one, else the one that is here or can be had. */
async function findElectron(): Promise<string> {
  const { folder, isCopy } =
    values['electron-dist'] === undefined
      ? await getElectron()
      : { folder: values['electron-dist'], isCopy: isCopyFolder(values['electron-dist']) };
  if (isCopy) {
    throw new Error(
      'The Electron that is here is a copy out of an npm package, for development and tests only. To package, let its own download through, or name its folder by --electron-dist.',
    );
  }
  return folder;
}

async function main(): Promise<void> {
  await buildIfStale();
  const electronDist = await findElectron();
  const targets = values.dir ? ['dir'] : values.target;
  const system = systems.find((name) => name === values.system);
  if (values.system !== undefined && (system === undefined || !values.dir)) throw new Error(usage);
  const made = await packageApp({
    targets,
    output: values.output,
    electronDist,
    ...(system === undefined ? {} : { system }),
  });
  for (const path of made) console.log(path);
}

if (values.help) console.log(usage);
else await main();
