import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { withFileLock } from '../../../scripts/common/with-file-lock.ts';

/** One row of the table. */
export interface SoakRow {
  readonly part: string;
  readonly what: string;
  readonly figure: readonly string[];
  readonly verdict: string;
  readonly seed: number;
  readonly date: string;
  readonly host: string;
}

const file = join(projectRoot, 'docs', 'soak.md');
const head = `## Soak

What \`npm run soak\` found, the last run of each part with each seed. \`100 → 101 (0.1 per 100)\`: after the warm-up, at the end, and the slope of the line through all samples for each 100 cycles.

| Part | What | Figures | Seed | Date | Host |
|---|---|---|---|---|---|
`;

/** Puts the row of a part in the place of its earlier one in \`docs/soak.md\`. */
export function noteResult(row: SoakRow): Promise<void> {
  return withFileLock(join(projectRoot, '.cache', 'soak.lock'), async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    const isOfRow = (line: string) =>
      line.startsWith(`| \`${row.part}\` |`) && line.includes(` | ${row.seed} | `);
    const kept = text.split('\n').filter((line) => line.startsWith('| `') && !isOfRow(line));
    const { part, what, figure, verdict, seed, date, host } = row;
    const figures = [verdict, ...figure].join('; ');
    const line = `| \`${part}\` | ${what} | ${figures} | ${seed} | ${date} | ${host} |`;
    await writeFile(file, `${head}${[...kept, line].sort().join('\n')}\n`);
  });
}
