import type { SelfTestItem } from '../../preload/contract/account-pages.ts';
import type { Removal } from './folders.ts';

/** A switch on the command line. */
export interface Switch {
  readonly name: string;
  /** Null: without a sign. */
  readonly value: string | null;
}

/**
 * Reads an argument as Chromium does, who passes over white space around it and takes a slash for the dashes on Windows.
 * Unlike Chromium it goes on behind `--`. Null: not a switch.
 */
export function readSwitch(argument: string, platform: NodeJS.Platform): Switch | null {
  const trimmed = argument.replaceAll(/^[\s\u0085]+|[\s\u0085]+$/g, '');
  const dashes = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/;
  const [prefix = ''] = dashes.exec(trimmed) ?? [];
  const text = trimmed.slice(prefix.length);
  if (prefix === '' || text === '') return null;
  const sign = text.indexOf('=');
  const name = (sign === -1 ? text : text.slice(0, sign)).toLowerCase();
  return { name, value: sign === -1 ? null : text.slice(sign + 1) };
}

/** What the app can be asked on the command line instead of opening its window. */
export type Command = { readonly format: 'text' | 'json' } & (
  | { readonly kind: (typeof commandKinds)[number] }
  /** Null: no file was named. */
  | { readonly kind: 'support-bundle'; readonly file: string | null }
);

const commandKinds = ['print-policy', 'self-test', 'remove-data'] as const;

/**
 * `--print-policy[=json]`, `--self-test`, `--remove-data` or `--support-bundle FILE`, all with `--json` too, in every
 * spelling that is let pass as such; null: open the window.
 */
export function readCommand(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Command | null {
  const given = argv.slice(1).map((argument) => readSwitch(argument, platform));
  const isJson = given.some((one) => one?.name === 'json' && one.value === null);
  for (const [index, one] of given.entries()) {
    if (one === null) continue;
    const { name, value } = one;
    if (name === 'support-bundle') {
      // What stands behind it is its file, unless that is a switch: then none was named.
      const next = given[index + 1] === null ? argv[index + 2] : undefined;
      return { kind: name, file: (value ?? next) || null, format: isJson ? 'json' : 'text' };
    }
    const kind = commandKinds.find((each) => each === name);
    if (kind === undefined || !/^(?:text|json)?$/.test(value ?? '')) continue;
    return { kind, format: value === 'json' || isJson ? 'json' : 'text' };
  }
  return null;
}

/** What a question on the command line is answered with, and the code that the app ends with then. */
export interface Printed {
  readonly text: string;
  readonly exitCode: number;
}

/** The findings of the self-test: 0 all well, 1 something failed, 2 warnings only. */
export function printSelfTest(items: readonly SelfTestItem[], format: Command['format']): Printed {
  const has = (status: SelfTestItem['status']) => items.some((item) => item.status === status);
  const rows = items.map(({ name, status, code, detail }) =>
    `${status.padEnd(8)}${name.padEnd(12)}${code ?? detail}`.trimEnd(),
  );
  const text = format === 'json' ? JSON.stringify(items, null, 2) : rows.join('\n');
  const warningCode = has('warning') ? 2 : 0;
  return { text: `${text}\n`, exitCode: has('failed') ? 1 : warningCode };
}

/**
 * Whether everything of this settings folder is gone: 0, or 1 when something stayed. Items of other settings folders are
 * counted, and stay.
 */
export function printRemoval({ isComplete, others }: Removal, format: Command['format']): Printed {
  const words = isComplete
    ? 'Settings, logs and stored sign-ins are removed.'
    : 'Something stayed: unlock the keychain, close Sonar, see that its folder can be written to, and try again.';
  const count = others === null || others === 0 ? '' : `\n${countOthers(others)}`;
  const text =
    format === 'json' ? JSON.stringify({ removed: isComplete, others }) : `${words}${count}`;
  return { text: `${text}\n`, exitCode: isComplete ? 0 : 1 };
}

function countOthers(others: number): string {
  return `The keychain holds ${others} ${others === 1 ? 'item' : 'items'} of other settings folders, or of one that was deleted by hand; nothing of those was touched.`;
}

const noBundle = {
  'no-name': [78, '--support-bundle needs the name of a file'],
  'not-allowed': [78, 'the policy DiagnosticsExportAllowed is off'],
  'is-there': [73, 'something of that name is there already'],
  'no-folder': [73, 'its folder is not there'],
  'not-writable': [73, 'nothing can be written in that place'],
} as const;

/** What came of a support bundle: the file that was written, or why there is none. */
export type BundleEnd =
  | { readonly written: string }
  | { readonly written: null; readonly reason: keyof typeof noBundle };

/** Where the support bundle is: 0; or 73 (`EX_CANTCREAT`) or 78 (`EX_CONFIG`) and one sentence that says why there is none. */
export function printBundle(end: BundleEnd, format: Command['format']): Printed {
  const [exitCode, why] = end.written === null ? noBundle[end.reason] : [0, null];
  const words = why === null ? `Written: ${end.written}` : `No support bundle was written: ${why}.`;
  return { text: `${format === 'json' ? JSON.stringify(end) : words}\n`, exitCode };
}

/** That nothing is removed while the app runs: this second start ends with 1. */
export function printStillRunning(format: Command['format']): Printed {
  const words = 'Nothing was removed: Sonar is running. Close it, and try again.';
  const text = format === 'json' ? JSON.stringify({ removed: false, running: true }) : words;
  return { text: `${text}\n`, exitCode: 1 };
}
