import { expect, test } from 'vitest';
import { csvCell } from '../../../../../services/sonar/organization/write-csv.ts';

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\r=1',
  '\n',
  '"=1',
  "'=1",
  '＝1',
  '＋1',
  '－1',
  '＠x',
])('R10: %j cannot become a formula in a spreadsheet', (value) => {
  expect(csvCell(value)).toBe(`"'${value.replaceAll('"', '""')}"`);
});

test.each([
  ['Ana Silva', '"Ana Silva"'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['', '""'],
])('%j stays what it is, quoted', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
