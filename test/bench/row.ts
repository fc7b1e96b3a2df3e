/** How a figure is held against its goal. */
export interface Goal {
  /** What the bound is on: ours divided by the limit, ours less the limit, ours itself, or the best peer divided by ours. */
  readonly of: 'ratio' | 'difference' | 'ours' | 'peer-ratio';
  /** `at-most` unless said. */
  readonly bound?: 'at-most' | 'at-least';
  readonly value: number;
}

/** Something that ours is held against, in the unit of the row. */
export interface Against {
  /** In words, such as `bare window`. */
  readonly what: string;
  readonly value: number;
}

/** One figure of the benchmark with what it is held against, all measured in the same run. */
export interface Row {
  /** Stable, for programs: `launch-signed-out`. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly unit: string;
  readonly ours: number;
  /** The least that anybody could do; null: there is none, the goal is on ours alone. */
  readonly limit: Against | null;
  /** What one would use instead. */
  readonly peers: readonly Against[];
  /** Null: stands there for comparison, such as a case that another row's limit is. */
  readonly goal: Goal | null;
  /** How many measurements ours is the middle of. */
  readonly runs: number;
  /** Half the distance between the quartiles of those, as a part of their median. */
  readonly spread: number;
}

/** What a group of rows is measured with. */
export interface Bench {
  /** Fewer rounds, shorter looks at idle apps, no million of accounts. */
  readonly quick: boolean;
  /** Tells whoever waits what is going on; never on standard output, which belongs to the rows. */
  readonly note: (text: string) => void;
}

/** The middle of some measurements; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the part `at` (0 to 1) of the measurements lies, between two of them by the straight line. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** Half the distance between the quartiles, as a part of the median; 0 of fewer than two. */
export function spreadOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);
}

/**
 * Measures several things in turn, `rounds` times each, so that what happens to the machine meanwhile happens to all of
 * them; before that each once for nothing, to warm disk and caches.
 */
export async function interleave<Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries(measures) as [Name, () => Promise<number>][];
  const results = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of entries) {
      const value = await measure();
      if (round > 0) results[name].push(value);
    }
  }
  return results;
}
