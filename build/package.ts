import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.ts';
import { electronPackage } from './host/electron-program.ts';
import { fetchElectron } from './host/fetch-electron.ts';
import { packageApp, systems } from './packaging/package-app.ts';
import { makeStandInElectron } from './packaging/stand-in-electron.ts';
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

/** Electron's folder: the given one, else the one that its own package has fetched; undefined where it cannot be had. */
async function findElectron(): Promise<string | undefined> {
  if (values['electron-dist'] !== undefined) return values['electron-dist'];
  if ((await fetchElectron()) === undefined) return undefined;
  return process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronPackage, 'dist');
}

async function packageWithStandIn(): Promise<void> {
  if (process.platform !== 'linux' || !values.dir)
    throw new Error(
      'Electron can be neither found nor fetched: name its folder by --electron-dist.',
    );
  console.warn(
    'Electron cannot be had here: a stand-in takes its place, and the result cannot run.',
  );
  const standIn = await mkdtemp(join(tmpdir(), 'sonar-electron-'));
  try {
    makeStandInElectron(standIn);
    await packageApp({ targets: ['dir'], output: values.output, electronDist: standIn });
  } finally {
    await rm(standIn, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  await buildIfStale();
  const electronDist = await findElectron();
  if (electronDist === undefined) return packageWithStandIn();
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
