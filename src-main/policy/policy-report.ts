import type { PolicyReject } from './policy-layer.ts';
import type { PolicyReport } from './policy-reader.ts';
import { type PolicyWarning, warningWords } from './policy-reader.ts';

/** What `--print-policy` ends with: 0 all read and used, 2 something was ignored, for whatever reason. */
export function exitCodeOfReport(report: PolicyReport): 0 | 2 {
  return report.rejects.length === 0 ? 0 : 2;
}

/** The report as `--print-policy` prints it: a table for people, or one JSON document for scripts. */
export function formatPolicyReport(report: PolicyReport, format: 'text' | 'json'): string {
  return format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatText(report);
}

function formatText({ places, entries, rejects, warnings }: PolicyReport): string {
  const isBlocked = rejects.some(({ blocksSignIn }) => blocksSignIn);
  const rows = entries.map(({ key, value, level, where, isStrict }) => [
    key,
    showInForce(key, value, rejects),
    isStrict ? `${level}, strict` : (level ?? 'built-in'),
    where ?? '-',
  ]);
  return [
    'Looked at, strongest first:',
    ...places.map((place) => `  ${place}`),
    '',
    ...formatColumns([['Key', 'Value', 'Level', 'Source'], ...rows]),
    '',
    rejects.length === 0 ? 'Nothing was ignored.' : `Ignored (${rejects.length}):`,
    ...rejects.map(formatReject),
    ...(isBlocked ? ['', signInsBlocked] : []),
    ...(warnings.length === 0 ? [] : ['', `Warnings (${warnings.length}):`]),
    ...warnings.map(formatWarning),
    '',
  ].join('\n');
}

function formatColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = rows;
  const widths = first.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const signInsBlocked =
  'Nobody can sign in (blocked-by-policy) until every place above can be read; whoever is signed in stays so.';

/** Null is a list that restricts nobody; a key without a safe value has none in force. */
function showInForce(key: string, value: unknown, rejects: readonly PolicyReject[]): string {
  if (rejects.some((reject) => reject.key === key && reject.strict === 'no-start')) return 'none';
  return value === null ? 'any' : JSON.stringify(value);
}

function formatReject(reject: PolicyReject): string {
  const { where, key, value, reason } = reject;
  const subject = key === null ? where : `${where}: ${key} = ${value}`;
  return `  ${subject}: ${reason}${consequenceOf(reject)}`;
}

function consequenceOf({ kept, blocksSignIn, strict }: PolicyReject): string {
  if (kept) return ' (the values read before stay in force)';
  if (blocksSignIn) return ' (what it asks for is not known)';
  if (strict === undefined) return '';
  if (strict === 'no-start') return ' (Sonar does not start)';
  return ` (${JSON.stringify(strict)} is in force, the strict value)`;
}

function formatWarning({ key, code }: PolicyWarning): string {
  return `  ${key}: ${code}: ${warningWords.get(code)}`;
}

/** Why the app must not start under this policy, as a sentence for an administrator; null: it may. */
export function findStartObstacle({ entries, rejects }: PolicyReport): string | null {
  const obstacle = rejects.find(({ strict }) => strict === 'no-start');
  if (obstacle === undefined) return null;
  const { key, reason } = obstacle;
  const where = entries.find((entry) => entry.key === key)?.where ?? obstacle.where;
  return `the policy ${key} in ${where} cannot be used (${reason}); --print-policy shows it.`;
}
