/** How a figure behaved over a long run. */
export interface Growth {
  /** The middle one of the first and of the last three samples: one sample may have been taken at a bad moment. */
  readonly first: number;
  readonly last: number;
  /** Of the line through all samples, for each 100 cycles. */
  readonly per100: number;
}

/** Reads the growth of one figure; `at` counts the cycles. */
export function growthOf(
  samples: readonly { readonly at: number; readonly value: number }[],
): Growth {
  const values = samples.map(({ value }) => value);
  const middleAt = mean(samples.map(({ at }) => at));
  const middle = mean(values);
  const spread = sum(samples.map(({ at }) => (at - middleAt) ** 2));
  const together = sum(samples.map(({ at, value }) => (at - middleAt) * (value - middle)));
  return {
    first: median(values.slice(0, 3)),
    last: median(values.slice(-3)),
    per100: spread === 0 ? 0 : (together / spread) * 100,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
