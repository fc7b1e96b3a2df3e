/** Runs the example softphone of `docs/softphone` on the Chromium host, as `run.ts` there runs the product. */
import { join } from 'node:path';
import { startHost } from '../../../sandbox/chromium-host/start-host.ts';

const root = join(import.meta.dirname, '..', '..', '..');
await startHost({
  root,
  main: join(root, 'docs', 'softphone', 'main.ts'),
  args: process.argv.slice(2),
  env: process.env,
});
