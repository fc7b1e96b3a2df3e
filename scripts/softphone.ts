/** `npm run softphone`: `npm start`, with a registrar, of the example softphone in `examples/softphone`. */
import { once } from 'node:events';
import { join } from 'node:path';
import { buildExample, exampleFolder } from './build.ts';
import { projectRoot } from './common/run-captured.ts';
import { prepareApp, runStart, type StartedApp } from './start/run-app.ts';
import type { CleanUp } from './start/watched-child.ts';

/** Starts a second phone beside the first, for somebody else, so that they can call each other. */
const two = '--two';

const example: StartedApp = {
  root: exampleFolder,
  sandbox: ['--registrar'],
  env: ({ registrar }) =>
    registrar === undefined ? {} : { SOFTPHONE_REGISTRAR_SHA256: registrar.certificateSha256 },
};

async function runSoftphone(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
): Promise<number> {
  await buildExample();
  const isTwo = appArgs.includes(two);
  const given = appArgs.filter((argument) => argument !== two);
  const launchApp = await prepareApp(given, folder, cleanUp, example);
  const names = isTwo ? ['softphone', 'softphone-2'] : ['softphone'];
  const exits = names.map((name) =>
    once(launchApp(cleanUp, [`--user-data-dir=${join(folder, name)}`]), 'exit'),
  );
  const codes = (await Promise.all(exits)).map(([code]: (number | null)[]) => code ?? 1);
  return Math.max(...codes);
}

await runStart(process.argv.slice(2), join(projectRoot, '.sandbox'), runSoftphone);
