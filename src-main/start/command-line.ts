import type { SelfTestItem } from '../../preload/contract/account-pages.ts';
import type { PolicyReport } from '../policy/policy-reader.ts';
import { exitCodeOfReport, formatPolicyReport } from '../policy/policy-report.ts';
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

/** What a question on the command line is answered with, and the code that the app ends with then. */
export interface Printed {
  readonly text: string;
  readonly exitCode: number;
}

/** The policy in force: 0, or 2 when something was ignored. */
export function printPolicy(report: PolicyReport, format: Command['format']): Printed {
  return { text: formatPolicyReport(report, format), exitCode: exitCodeOfReport(report) };
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

/** That nothing is removed while the app runs: this second start ends with 1. */
export function printStillRunning(format: Command['format']): Printed {
  const words = 'Nothing was removed: Sonar is running. Close it, and try again.';
  const text = format === 'json' ? JSON.stringify({ removed: false, running: true }) : words;
  return { text: `${text}\n`, exitCode: 1 };
}
