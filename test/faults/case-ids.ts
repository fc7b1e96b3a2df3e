import { catalogueCases } from './catalogue-cases.ts';
import type { FaultCase } from './fault-case.ts';
import { findingCases } from './finding-cases.ts';

/** Ids as they stand in titles of tests. */
export const idPattern =
  /\b(?:(?:AR|ID|TK|LB|DL|BH|IP|KC|PR|SV|LG|PK|LD)-\d\d|S2-\d\d|(?<!-)B-\d\d)\b/g;

/** All groups, in the order of the document. */
export const allGroups = [...catalogueCases, ...findingCases];

/** All cases by their id. */
export const allCases: ReadonlyMap<string, FaultCase> = new Map(
  allGroups.flatMap(({ cases }) => cases.map((one) => [one.id, one] as const)),
);
