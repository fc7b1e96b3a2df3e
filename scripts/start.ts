/** `npm start`: builds what is stale, stands in for what this machine lacks, and runs the app until its window is closed. */
import { join } from 'node:path';
import { projectRoot } from './common/run-captured.ts';
import { runStart } from './start/run-app.ts';

await runStart(process.argv.slice(2), join(projectRoot, '.sandbox'));
