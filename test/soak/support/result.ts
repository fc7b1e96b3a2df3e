/** What a part of the soak is started with. */
export interface SoakOptions {
  readonly runs: number;
  readonly seed: number;
  /** Whether its time is over before all of it is done; then it tells how much was. */
  readonly isOver: () => boolean;
}

/** What came of a part. */
export interface SoakResult {
  /** How much was done, as people read it: `1,000 sign-ins and sign-outs`. */
  readonly what: string;
  /** What was counted and measured. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Whatever must not be; one text each. */
  readonly violations: readonly string[];
}

/** A number as people read it. */
export function readable(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
}
