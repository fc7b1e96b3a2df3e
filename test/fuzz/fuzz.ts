import fc from 'fast-check';

/** Inputs per property: a fixed small number in `npm test`, a long run by `npm run soak -- fuzz`. */
const runs = Number(process.env.SONAR_LOGIN_FUZZ_RUNS ?? 400);

/** The same inputs in every run, so that what went wrong once goes wrong again; another seed by the environment. */
const seed = Number(process.env.SONAR_LOGIN_FUZZ_SEED ?? 20_261_129);

/** Checks a property against so many inputs; what fails is told with the smallest input that shows it. */
export function fuzz<T>(input: fc.Arbitrary<T>, property: (value: T) => void): void {
  fc.assert(fc.property(input, property), { numRuns: runs, seed });
}

/**
 * The same for a property that takes time. `most`: more inputs than that take too much of it; `shrinks` false: so does
 * the search for the smallest one.
 */
export async function fuzzAsync<T>(
  input: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
  { most = runs, shrinks = true }: { readonly most?: number; readonly shrinks?: boolean } = {},
): Promise<void> {
  const numRuns = Math.min(runs, most);
  await fc.assert(fc.asyncProperty(input, property), { numRuns, seed, endOnFailure: !shrinks });
}

/** Runs of one of several properties that share the inputs of a long run; `usual`: without one. */
export function shareOfRuns(usual: number, sharers: number): number {
  return process.env.SONAR_LOGIN_FUZZ_RUNS === undefined ? usual : Math.ceil(runs / sharers);
}

/** A long run may take its time. */
export const fuzzTimeoutMs = 30_000 + runs * 100;

/** Any JSON value, with names of prototypes among its keys. */
export const anyJson: fc.Arbitrary<unknown> = fc
  .anything({
    key: fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString'),
    ),
    withBigInt: false,
    maxDepth: 3,
  })
  .map((value) => JSON.parse(JSON.stringify(value) ?? 'null'));

/** A copy of `value` in which one part, somewhere, is replaced by `part`, removed, or joined by another. */
export function damaged(value: unknown, path: number, part: unknown): unknown {
  const places = placesOf(value);
  const place = places[path % places.length];
  if (place === undefined) return part;
  return replaceAt(value, place, part);
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]));
  return [at, ...inner];
}

function replaceAt(value: unknown, [key, ...rest]: Place, part: unknown): unknown {
  if (key === undefined) return part;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  const inside = (value as Record<string, unknown>)[key];
  Object.defineProperty(copy, key, {
    value: replaceAt(inside, rest, part),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}
