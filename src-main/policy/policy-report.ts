import type { PolicyReject } from './policy-layer.ts';
import type { PolicyReport } from './policy-reader.ts';

/** What `--print-policy` ends with: 0 all read and used, 2 something was ignored. */
export function exitCodeOfReport(report: PolicyReport): 0 | 2 {
  return report.rejects.length === 0 ? 0 : 2;
}

/** The report as `--print-policy` prints it: a table for people, or one JSON document for scripts. */
export function formatPolicyReport(report: PolicyReport, format: 'text' | 'json'): string {
  return format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatText(report);
}

function formatText({ places, entries, rejects }: PolicyReport): string {
  const rows = entries.map(({ key, value, level, where }) => [
    key,
    JSON.stringify(value),
    level ?? 'built-in',
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

function formatReject({ where, key, value, reason, kept }: PolicyReject): string {
  const subject = key === null ? where : `${where}: ${key} = ${value}`;
  return `  ${subject}: ${reason}${kept ? ' (the values read before stay in force)' : ''}`;
}
