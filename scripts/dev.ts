/** `npm run dev`: `npm start`, and every change of a source is in the window a moment later. */
import { join } from 'node:path';
import { projectRoot } from './common/run-captured.ts';
import { runStart } from './start/run-app.ts';
import { runFollowing } from './start/run-following.ts';

await runStart(process.argv.slice(2), join(projectRoot, '.sandbox'), runFollowing);
