import { readSwitch } from './refused-switches.ts';

/** What the app can be asked on the command line instead of opening its window. */
export interface Command {
  readonly kind: (typeof commandKinds)[number];
  readonly format: 'text' | 'json';
}

const commandKinds = ['print-policy', 'self-test', 'remove-data'] as const;

/**
 * `--print-policy[=json]`, `--self-test` or `--remove-data`, all with `--json` too, in every spelling that is let pass as
 * such; null: open the window.
 */
export function readCommand(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Command | null {
  const switches = argv.slice(1).flatMap((argument) => readSwitch(argument, platform) ?? []);
  const isJson = switches.some(({ name, value }) => name === 'json' && value === null);
  for (const { name, value } of switches) {
    const kind = commandKinds.find((each) => each === name);
    if (kind === undefined || !/^(?:text|json)?$/.test(value ?? '')) continue;
    return { kind, format: value === 'json' || isJson ? 'json' : 'text' };
  }
  return null;
}
