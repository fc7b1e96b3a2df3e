import { readFile, writeFile } from 'node:fs/promises';
import type { Against, Goal, Row } from './row.ts';

/** A row held against its limit, its peers and its goal. */
export interface Judged {
  /** Ours divided by the limit; null: there is none. */
  readonly ratio: number | null;
  /** The best peer, and by how much ours is less of it; null: there is none. */
  readonly peer: (Against & { readonly ratio: number }) | null;
  /** Null: the row has no goal. */
  readonly isMet: boolean | null;
}

/** Holds a row against what it was measured with. */
export function judge(row: Row): Judged {
  // Two apps that did nothing at all are alike, and none is a multiple of the other.
  const ratio = row.limit === null || row.limit.value === 0 ? null : row.ours / row.limit.value;
  const best = row.peers.toSorted((one, other) => one.value - other.value)[0];
  const peer = best === undefined ? null : { ...best, ratio: best.value / row.ours };
  if (row.goal === null) return { ratio, peer, isMet: null };
  const figures = {
    ratio,
    difference: row.limit === null ? null : row.ours - row.limit.value,
    ours: row.ours,
    'peer-ratio': peer?.ratio ?? null,
  };
  const figure = figures[row.goal.of];
  if (figure === null) throw new Error(`${row.name} has nothing that its goal could be held to.`);
  const { bound = 'at-most', value } = row.goal;
  return { ratio, peer, isMet: bound === 'at-most' ? figure <= value : figure >= value };
}

/** One line of JSON about a row, for programs. */
export function toJson(row: Row): string {
  const { ratio, peer, isMet } = judge(row);
  const { name, ours, unit, limit, peers, goal, runs, spread } = row;
  const ratios = { limit: ratio, peer: peer?.ratio ?? null };
  return JSON.stringify({
    name,
    ours,
    unit,
    limit,
    peer: peers,
    ratios,
    goal,
    isMet,
    runs,
    spread,
  });
}

const heads = ['', 'Ours', 'Limit', 'One would use', 'Ratio', 'Goal', '', 'Runs, spread'];

/** The rows that have a goal, as a table in Markdown for those who pass by. */
export function toShortTable(rows: readonly Row[]): string {
  const cells = rows.flatMap((row) => {
    const { ratio, peer, isMet } = judge(row);
    if (row.goal === null) return [];
    const against = row.goal.of === 'peer-ratio' ? peer : row.limit;
    const factor = row.goal.of === 'peer-ratio' ? peer?.ratio : ratio;
    return [
      [
        row.title,
        withUnit(row.ours, row.unit),
        against == null ? '' : describe(against, row.unit),
        factor == null ? '' : toText(factor),
        `${describeGoal(row.goal, row.unit)}${isMet ? '' : ', **missed**'}`,
      ],
    ];
  });
  const lines = [['', 'Ours', 'Against', 'Ratio', 'Goal'], Array(5).fill('---'), ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** All rows as a table in Markdown. */
export function toTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const { ratio, peer, isMet } = judge(row);
    const verdict = isMet ? 'met' : '**missed**';
    return [
      row.title,
      withUnit(row.ours, row.unit),
      row.limit === null ? '' : describe(row.limit, row.unit),
      row.peers.map((one) => describe(one, row.unit)).join('; '),
      [ratio, peer?.ratio].flatMap((one) => (one == null ? [] : [toText(one)])).join('; ×'),
      row.goal === null ? '' : describeGoal(row.goal, row.unit),
      isMet === null ? '' : verdict,
      `${row.runs}, ±${Math.round(row.spread * 100)} %`,
    ];
  });
  const lines = [heads, heads.map(() => '---'), ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function describe({ what, value }: Against, unit: string): string {
  return `${what}: ${withUnit(value, unit)}`;
}

function withUnit(value: number, unit: string): string {
  return `${toText(value)} ${unit}`.trim();
}

/** With as many digits as a measurement deserves. */
function toText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function describeGoal({ of, bound = 'at-most', value }: Goal, unit: string): string {
  const sign = bound === 'at-most' ? '≤' : '≥';
  if (of === 'ratio') return `${sign} ${value} ×`;
  if (of === 'peer-ratio') return `peer ${sign} ${value} ×`;
  return `${of === 'difference' ? `${sign} limit + ` : `${sign} `}${withUnit(value, unit)}`;
}

const marks = ['<!-- measured: written by npm run bench -->', '<!-- end of measured -->'] as const;

/** Puts a text between the marks of a page; throws where the page has none. */
export async function writeMeasured(page: string, text: string): Promise<void> {
  const whole = await readFile(page, 'utf8');
  const [before, rest] = whole.split(marks[0]);
  const after = rest?.split(marks[1])[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${page} has no place for what was measured.`);
  }
  await writeFile(page, `${before}${marks[0]}\n${text}\n${marks[1]}${after}`);
}
