/** Runs what `npm start` runs, with a folder of the test's own: `node start-elsewhere.ts FOLDER [ARGUMENT]...`. */
import { runStart } from '../../../scripts/start/run-start.ts';

const [folder = '', ...args] = process.argv.slice(2);
await runStart(args, folder);
