/** `npm run softphone`: `npm start`, with a registrar, of the example softphone in `examples/softphone`. */
import { once } from 'node:events';
import { join } from 'node:path';
import { buildExample, exampleFolder } from './build-example.ts';
import { projectRoot } from './common/run-captured.ts';
import { prepareApp, type StartedApp } from './start/run-app.ts';
import { runStart } from './start/run-start.ts';
import type { CleanUp } from './start/watched-child.ts';

const example: StartedApp = {
  root: exampleFolder,
  sandbox: ['--registrar'],
  args: (folder) => [`--user-data-dir=${join(folder, 'softphone')}`],
  env: ({ registrar }) =>
    registrar === undefined ? {} : { SOFTPHONE_REGISTRAR_SHA256: registrar.certificateSha256 },
};

async function runSoftphone(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
): Promise<number> {
  await buildExample();
  const launchApp = await prepareApp(appArgs, folder, cleanUp, example);
  const [exitCode] = (await once(launchApp(cleanUp), 'exit')) as [number | null];
  return exitCode ?? 1;
}

await runStart(process.argv.slice(2), join(projectRoot, '.sandbox'), runSoftphone);
