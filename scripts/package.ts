import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError } from '../src-main/start/own-settings.ts';
import { ownBuild } from './build.ts';
import { projectRoot } from './common/run-captured.ts';
import { electronToShip, packageApp, readProduct, systems } from './packaging/package-app.ts';

/** `EX_CONFIG` of sysexits.h. */
const badProductExitCode = 78;

const usage = `npm run package -- [--dir] [--target NAME]... [--electron-dist FOLDER] [--output FOLDER] [--signed] [--system NAME]
Makes the installers of this system and architecture; --dir makes the application directory alone.
--signed ends with an error where Windows or macOS would get something that nobody has signed.
--system (${systems.join(', ')}) shows what would be packaged elsewhere: with --dir and the Electron of that system.`;

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    target: { type: 'string', multiple: true, default: [] },
    'electron-dist': { type: 'string' },
    signed: { type: 'boolean', default: false },
    system: { type: 'string' },
    output: { type: 'string', default: join(projectRoot, 'release') },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  // Before anything is fetched or built.
  await readProduct(ownBuild.product);
  const electronDist = await electronToShip(values['electron-dist']);
  const targets = values.dir ? ['dir'] : values.target;
  const system = systems.find((name) => name === values.system);
  if (values.system !== undefined && (system === undefined || !values.dir)) throw new Error(usage);
  const made = await packageApp({
    targets,
    output: values.output,
    electronDist,
    mustBeSigned: values.signed,
    ...(system === undefined ? {} : { system }),
  });
  for (const path of made) console.log(path);
}

if (values.help) console.log(usage);
else
  await main().catch((error: unknown) => {
    console.error(`package: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = error instanceof ConfigurationError ? badProductExitCode : 1;
  });
