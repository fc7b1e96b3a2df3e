import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';

const page = readFileSync(join(projectRoot, 'SECURITY.md'), 'utf8');

/** The rows of the table below a heading, cell by cell, without its two head rows. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.trim()),
    );
}

function filesIn(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');
}

function isFile(path: string): boolean {
  const place = join(projectRoot, path);
  return existsSync(place) && statSync(place).isFile();
}

test.each([
  ['What we promise', 10],
  ['Threats and answers', 10],
])('every row of "%s" names files that stop it and tests that prove it', (heading, least) => {
  const rows = rowsBelow(heading);
  expect(rows.length).toBeGreaterThanOrEqual(least);
  for (const row of rows) {
    const [stops, proves] = row.slice(-2).map(filesIn);
    expect(stops, row[0]).not.toEqual([]);
    expect(proves, row[0]).not.toEqual([]);
    for (const path of stops ?? []) {
      expect(path, row[0]).toMatch(/^(?:src-main|src-renderer|preload|sandbox|build)\/.+\.tsx?$/);
      expect(isFile(path), path).toBe(true);
    }
    for (const path of proves ?? []) {
      expect(path, row[0]).toMatch(/^test\/.+\.ts$/);
      expect(isFile(path), path).toBe(true);
      const code = readFileSync(join(projectRoot, path), 'utf8');
      expect(code, path).toMatch(/^\s*test(?:\.\w+(?:<[^>]*>)?)?\(/m);
    }
  }
});
