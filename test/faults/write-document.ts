import { allGroups } from './case-ids.ts';
import type { JudgedCase } from './judge-cases.ts';

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
