import { join } from 'node:path';
import { CommandLineError, readCommandLine } from './command-line.ts';
import { onNpmGone } from './desktop/child-process.ts';
import { startSandbox } from './start-sandbox.ts';

/** As in sysexits.h: the command line cannot be understood; what it points at cannot be used. */
const exitUsage = 64;
const exitConfiguration = 78;
const closeWithinMs = 900;

function explain(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** `npm run sandbox`: starts the stand-ins, prints one JSON line, runs until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const defaultDataDirectory = join(import.meta.dirname, '..', '.sandbox');
  const options = readCommandLine(process.argv.slice(2), defaultDataDirectory);
  const sandbox = await startSandbox(options);
  const stop = () => {
    // Nothing may keep a stopped sandbox alive, whatever hangs.
    setTimeout(() => process.exit(0), closeWithinMs).unref();
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  onNpmGone(stop);
  process.stdout.write(`${JSON.stringify(sandbox.description)}\n`);
}

main().catch((cause: unknown) => {
  process.stderr.write(`sandbox: ${explain(cause)}\n`);
  process.exitCode = cause instanceof CommandLineError ? exitUsage : exitConfiguration;
});
