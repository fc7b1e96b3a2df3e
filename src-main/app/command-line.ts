import { app } from 'electron';
import type { SelfTestItem } from '../../preload/contract.ts';
import type { LivePolicyReader } from '../policy/policy-reader.ts';
import { exitCodeOfReport, formatPolicyReport } from '../policy/policy-report.ts';
import type { Removal } from './remove-data.ts';

/** Prints the policy in force and ends the app: 0, or 2 when something was ignored. */
export function printPolicy(policy: LivePolicyReader, format: 'text' | 'json'): void {
  const report = policy.report();
  printAndExit(formatPolicyReport(report, format), exitCodeOfReport(report));
}

/** Prints the findings of the self-test and ends the app: 0 all well, 1 something failed, 2 warnings only. */
export function printSelfTest(items: readonly SelfTestItem[], format: 'text' | 'json'): void {
  const has = (status: SelfTestItem['status']) => items.some((item) => item.status === status);
  const rows = items.map(({ name, status, code, detail }) =>
    `${status.padEnd(8)}${name.padEnd(12)}${code ?? detail}`.trimEnd(),
  );
  const text = format === 'json' ? JSON.stringify(items, null, 2) : rows.join('\n');
  const warningCode = has('warning') ? 2 : 0;
  printAndExit(`${text}\n`, has('failed') ? 1 : warningCode);
}

/**
 * Says whether everything of this settings folder is gone and ends the app: 0, or 1 when something stayed. Items of
 * other settings folders are counted, and stay.
 */
export function printRemoval({ isComplete, others }: Removal, format: 'text' | 'json'): void {
  const words = isComplete
    ? 'Settings, logs and stored sign-ins are removed.'
    : 'Something stayed: unlock the keychain, close Sonar, see that its folder can be written to, and try again.';
  const count = others === null || others === 0 ? '' : `\n${countOthers(others)}`;
  const text =
    format === 'json' ? JSON.stringify({ removed: isComplete, others }) : `${words}${count}`;
  printAndExit(`${text}\n`, isComplete ? 0 : 1);
}

function countOthers(others: number): string {
  return `The keychain holds ${others} ${others === 1 ? 'item' : 'items'} of other settings folders, or of one that was deleted by hand; nothing of those was touched.`;
}

/** Says that nothing is removed while the app runs, and ends this second start: 1. */
export function printStillRunning(format: 'text' | 'json'): void {
  const words = 'Nothing was removed: Sonar is running. Close it, and try again.';
  const text = format === 'json' ? JSON.stringify({ removed: false, running: true }) : words;
  printAndExit(`${text}\n`, 1);
}

/** Waits for the pipe: what is cut off is no report. Whoever has closed it has read enough. */
function printAndExit(text: string, exitCode: number): void {
  const end = () => app.exit(exitCode);
  process.stdout.once('error', end);
  process.stdout.write(text, end);
}
