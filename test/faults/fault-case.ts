import type { ErrorCode } from '../../preload/contract.ts';

/** One attack or fault, and what has to become of it. Tests prove it by naming its id in their titles. */
export interface FaultCase {
  readonly id: string;
  /** What is done to the app, the service or the installation. */
  readonly given: string;
  /** What must come of it. */
  readonly outcome: string;
  /** The code that the person is shown; null: none, or the answer is not the window's. */
  readonly code: ErrorCode | null;
  /** Why it cannot run here; such a case never counts as passed, whatever tests name it. */
  readonly notRun?: string;
}

/** Cases of one kind. */
export interface FaultGroup {
  readonly title: string;
  readonly cases: readonly FaultCase[];
}

/** A case as it stands in a list. */
export type FaultRow = readonly [
  id: string,
  given: string,
  outcome: string,
  code?: ErrorCode | null,
  notRun?: string,
];

/** Makes a group of its rows. */
export function faultGroup(title: string, rows: readonly FaultRow[]): FaultGroup {
  return {
    title,
    cases: rows.map(([id, given, outcome, code = null, notRun]) => ({
      id,
      given,
      outcome,
      code,
      ...(notRun === undefined ? {} : { notRun }),
    })),
  };
}
