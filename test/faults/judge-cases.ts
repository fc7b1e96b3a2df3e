import { readReport } from '../../scripts/tests/run-tests.ts';
import { allGroups, type FaultCase } from './cases.ts';

/** Ids as they stand in titles of tests. */
export const idPattern =
  /\b(?:(?:AR|ID|TK|LB|DL|BH|IP|KC|PR|SV|LG|PK|LD)-\d\d|S2-\d\d|(?<!-)B-\d\d)\b/g;

/** All cases by their id. */
export const allCases: ReadonlyMap<string, FaultCase> = new Map(
  allGroups.flatMap(({ cases }) => cases.map((one) => [one.id, one] as const)),
);

/** A test that names cases in its title, and how it went. */
export interface CaseTest {
  readonly ids: readonly string[];
  readonly file: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was left out; null: it was not, or it does not say. */
  readonly reason: string | null;
}

/**
 * The tests that name cases in the report of a project's last run. Files that could not be run throw, for their cases
 * are not known.
 */
export async function readCaseTests(report: string): Promise<readonly CaseTest[]> {
  const { tests, broken } = await readReport(report);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return tests.flatMap(({ file, fullName, status, meta }): CaseTest[] => {
    const ids = [...new Set(fullName.match(idPattern) ?? [])];
    if (ids.length === 0) return [];
    return [
      {
        ids,
        file,
        title: fullName,
        status: status === 'passed' || status === 'failed' ? status : 'skipped',
        reason: meta?.leftOutBecause ?? null,
      },
    ];
  });
}

/** How a case went. `no-test`: nothing proves it, or a test was left out and does not say why; a fault of ours. */
export type CaseOutcome = 'passed' | 'failed' | 'not-run' | 'no-test';

/** A case with its tests. */
export interface JudgedCase {
  readonly fault: FaultCase;
  readonly outcome: CaseOutcome;
  /** Why it was not run, in words; empty otherwise. */
  readonly reason: string;
  readonly tests: readonly CaseTest[];
}

/** Every case of the catalogue with what its tests say. Tests that name an id which is not there are `unknown`. */
export function judgeCases(tests: readonly CaseTest[]): {
  readonly cases: readonly JudgedCase[];
  readonly unknown: readonly CaseTest[];
} {
  const cases = allGroups.flatMap((group) =>
    group.cases.map((fault) => {
      const own = tests.filter(({ ids }) => ids.includes(fault.id));
      return { fault, ...judge(fault, own), tests: own };
    }),
  );
  return { cases, unknown: tests.filter(({ ids }) => ids.some((id) => !allCases.has(id))) };
}

/** A case is proved when all that names it has passed: a part that was left out leaves it open. */
function judge(
  { notRun }: FaultCase,
  tests: readonly CaseTest[],
): Pick<JudgedCase, 'outcome' | 'reason'> {
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  if (tests.some(({ status }) => status === 'failed')) return { outcome: 'failed', reason: '' };
  if (reasons.includes(null)) return { outcome: 'no-test', reason: 'left out without a reason' };
  const all = [...(notRun === undefined ? [] : [notRun]), ...reasons];
  if (all.length > 0) return { outcome: 'not-run', reason: all.join('; ') };
  return { outcome: tests.length > 0 ? 'passed' : 'no-test', reason: '' };
}

const opening = `# Attacks and faults

What is tried on the app, and what has to come of it. Each case is proved by the tests that name its id in their
titles; \`npm run faults\` runs exactly those and writes this page. *Not run* says what would cure it and counts as
nothing proved.
`;

/** The page about all cases; `soak` is its last part. */
export function writeDocument(cases: readonly JudgedCase[], soak: string): string {
  const byId = new Map(cases.map((judged) => [judged.fault.id, judged]));
  const groups = allGroups.map(({ title, cases: rows }) => {
    const lines = rows.flatMap(({ id }) => {
      const judged = byId.get(id);
      return judged === undefined ? [] : [rowOf(judged)];
    });
    return [
      `## ${title}\n`,
      '| | Given | Outcome | Code | Proof |',
      '|---|---|---|---|---|',
      ...lines,
    ].join('\n');
  });
  return `${[opening, ...groups].join('\n\n').replaceAll('\n\n\n', '\n\n')}\n${soak === '' ? '' : `\n${soak}`}`;
}

function rowOf(judged: JudgedCase): string {
  const { id, given, outcome, code } = judged.fault;
  const cells = [id, given, outcome, code === null ? '–' : `\`${code}\``, proofOf(judged)];
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

function proofOf({ outcome, reason, tests }: JudgedCase): string {
  const files = [...new Set(tests.map(({ file }) => file))].sort().map((file) => `\`${file}\``);
  if (outcome === 'passed') return files.join(', ');
  const verdict = outcome === 'not-run' ? `Not run: ${reason}` : `**${outcome}** ${reason}`.trim();
  return [verdict, ...files].join('; ');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
