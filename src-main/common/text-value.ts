import { z } from 'zod';
import { plainText } from '../../preload/foreign-text.ts';

/** Stands for a text that has to be there and of which nothing is to be seen. */
const unseen = '\ufffd';

/**
 * Words for people, from `min` to `max` code points as JSON Schema counts; without `max` as long as what holds them may
 * be. What comes out has no control characters and none that turn the direction; with `min` it is never empty.
 */
export function text(min: number, max = Number.POSITIVE_INFINITY) {
  return z
    .string()
    .refine((value) => isWithin(value, min, max))
    .transform((value) => plainText(value) || (min > 0 ? unseen : ''));
}

/** A list that names nothing twice. */
export function withoutRepeats<Item extends z.ZodType>(list: z.ZodArray<Item>) {
  return list.refine((items) => new Set(items).size === items.length);
}

/** Whether `value` has from `min` to `max` code points. */
export function isWithin(value: string, min: number, max: number): boolean {
  // A code point has one or two units: only between the two is there something to count.
  if (value.length < min || value.length > max * 2) return false;
  if (value.length <= max && min <= 1) return true;
  const { length } = [...value];
  return length >= min && length <= max;
}

/** Makes a value when it is asked for first, and answers the same from then on. */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
