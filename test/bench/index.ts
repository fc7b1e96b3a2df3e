/**
 * `npm run bench`: each figure against the bare limit, and against what one would use instead, all measured in this run.
 *
 *     npm run bench                       everything; writes the tables of docs/benchmarks.md and README.md
 *     npm run bench -- --quick            in two and a half minutes, without what takes longest
 *     npm run bench -- --json             a line of JSON for each row on standard output, and nothing else there
 *     npm run bench -- --only lists       one group, or several: packaged, sign-in, sessions, lists, service
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../scripts/build.ts';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { describeElectron, getElectron } from '../../scripts/electron/get-electron.ts';
import { withScreen } from '../../scripts/tests/run-tests.ts';
import { toJson, toShortTable, toTable, writeMeasured } from './report.ts';
import type { Bench, Row } from './row.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const { quick, json, only } = values;

const note = (text: string) => console.error(text);
const electron = await getElectron();
// electron-store asks the package `electron` for its program, which plain Node neither has nor needs.
process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
await buildIfStale();

/** In this order: what looks at idle apps comes when nothing else has left anything running. */
const groups: Readonly<Record<string, () => Promise<(bench: Bench) => Promise<readonly Row[]>>>> = {
  packaged: async () => (await import('./packaged.ts')).measurePackaged,
  'sign-in': async () => (await import('./sign-in.ts')).measureSignIn,
  sessions: async () => (await import('./sessions.ts')).measureSessions,
  lists: async () => (await import('./lists.ts')).measureLists,
  service: async () => (await import('./service.ts')).measureService,
};
const unknown = only.filter((name) => !(name in groups));
if (unknown.length > 0) {
  note(`There is no group ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}.`);
  process.exit(64);
}

const where = `${describeElectron(electron)}; ${cpus().length} × ${cpus()[0]?.model.trim()}, ${process.platform} ${process.arch}`;
const today = new Date().toISOString().slice(0, 10);
note(`Host: ${where}.`);
const rows: Row[] = [];
await withScreen(async (env) => {
  Object.assign(process.env, env);
  for (const [name, load] of Object.entries(groups)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const began = performance.now();
    const measure = await load();
    const measured = await measure({ quick, note });
    if (json) for (const row of measured) console.log(toJson(row));
    rows.push(...measured);
    note(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
});

if (!json) console.log(toTable(rows));
const isWhole = !quick && only.length === 0;
if (isWhole) {
  const head = `Measured on ${today}: ${where}.`;
  const page = join(projectRoot, 'docs', 'benchmarks.md');
  await writeMeasured(page, `${head}\n\n${toTable(rows)}`);
  await writeMeasured(join(projectRoot, 'README.md'), `${head}\n\n${toShortTable(rows)}`);
}
if (quick) {
  const leftOut = [...(await import('./service.ts')).leftOutOfQuick, 'chooser-filter-500'];
  note(`Left out of a quick run: ${leftOut.join(', ')}; idle apps are looked at for 10 s.`);
}
