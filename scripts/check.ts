/** `npm run check`: everything that can be said about the sources without running the app. */
import { runChecks } from './checks.ts';

const { failed } = await runChecks();
if (failed.length > 0) {
  console.error(`check: failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
