import { normalizeFormat, type PolicyType, type PolicyValue } from './policy-definition.ts';
import type { RejectReason } from './policy-layer.ts';

/** The value that may be used and each part that was ignored; `value` undefined: there is none. */
export interface ParsedValue {
  readonly value: Exclude<PolicyValue, null> | undefined;
  readonly problems: readonly { readonly reason: RejectReason; readonly value: unknown }[];
}

type Parsed<T> = { readonly value: T } | { readonly reason: RejectReason };

function accept(value: Exclude<PolicyValue, null>): ParsedValue {
  return { value, problems: [] };
}

function refuse(reason: RejectReason, value: unknown): ParsedValue {
  return { value: undefined, problems: [{ reason, value }] };
}

function isBlank(raw: unknown): boolean {
  return typeof raw === 'string' && raw.trim() === '';
}

function isEmpty(raw: unknown): boolean {
  return isBlank(raw) || (Array.isArray(raw) && raw.every(isBlank));
}

/**
 * One text counts as a list of one, and an empty line, as editors of lists leave them, for nothing. Good items stay,
 * what is too many of them is left out, the rest is told.
 */
function parseItems(
  raw: unknown,
  maximumItems: number,
  parseItem: (item: string) => Parsed<string>,
): ParsedValue {
  const items: unknown = typeof raw === 'string' ? [raw] : raw;
  if (!Array.isArray(items)) return refuse('wrong-type', raw);
  const problems: ParsedValue['problems'][number][] = [];
  const values = new Set<string>();
  const surplus: unknown[] = [];
  for (const item of items) {
    if (isBlank(item)) continue;
    const parsed: Parsed<string> =
      typeof item === 'string' ? parseItem(item.trim()) : { reason: 'wrong-type' };
    if (!('value' in parsed)) problems.push({ reason: parsed.reason, value: item });
    else if (values.size < maximumItems || values.has(parsed.value)) values.add(parsed.value);
    else surplus.push(item);
  }
  if (surplus.length > 0) problems.push({ reason: 'out-of-bounds', value: surplus });
  return { value: values.size === 0 ? undefined : [...values], problems };
}

function findChoice(choices: readonly { readonly value: string }[], text: string): Parsed<string> {
  const wanted = text.trim().toLowerCase();
  const choice = choices.find(({ value }) => value.toLowerCase() === wanted);
  return choice === undefined ? { reason: 'not-allowed-value' } : { value: choice.value };
}

function parseText(type: PolicyType & { kind: 'text' }, raw: unknown): ParsedValue {
  if (typeof raw !== 'string') return refuse('wrong-type', raw);
  const text = type.format === 'port-range' ? raw.replace(/\s/g, '') : raw.trim();
  if (text.length > type.maximumLength) return refuse('out-of-bounds', raw);
  const value = normalizeFormat(type.format, text);
  return value === null ? refuse('bad-format', raw) : accept(value);
}

/** A number above the maximum counts as the maximum, which is stricter than what was asked for; below is nothing. */
function parseInteger(type: PolicyType & { kind: 'integer' }, raw: unknown): ParsedValue {
  const number = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw;
  if (typeof number !== 'number' || Number.isNaN(number)) return refuse('wrong-type', raw);
  const problems = [{ reason: 'out-of-bounds', value: raw }] as const;
  if (number > type.maximum) return { value: type.maximum, problems };
  if (number < type.minimum) return refuse('out-of-bounds', raw);
  return Number.isInteger(number) ? accept(number) : refuse('wrong-type', raw);
}

function parseChoice(type: PolicyType & { kind: 'choice' }, raw: unknown): ParsedValue {
  if (typeof raw !== 'string') return refuse('wrong-type', raw);
  const parsed = findChoice(type.choices, raw);
  return 'value' in parsed ? accept(parsed.value) : refuse(parsed.reason, raw);
}

const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
]);

function parseBoolean(raw: unknown): ParsedValue {
  const value = booleans.get(typeof raw === 'string' ? raw.trim().toLowerCase() : raw);
  return value === undefined ? refuse('wrong-type', raw) : accept(value);
}

/**
 * Checks one raw value against its type. What can only mean one thing is taken, from every source: the case of a choice,
 * 0 and 1 or a text for on and off, a text for a number or a list of one. Nothing in it at all is no value.
 */
export function parsePolicyValue(type: PolicyType, raw: unknown): ParsedValue {
  if (isEmpty(raw)) return refuse('empty', raw);
  switch (type.kind) {
    case 'boolean':
      return parseBoolean(raw);
    case 'integer':
      return parseInteger(type, raw);
    case 'choice':
      return parseChoice(type, raw);
    case 'choices':
      return parseItems(raw, type.choices.length, (item) => findChoice(type.choices, item));
    case 'list':
      return parseItems(raw, type.maximumItems, (item) => {
        const value = normalizeFormat(type.format, item);
        return value === null ? { reason: 'bad-format' } : { value };
      });
    case 'text':
      return parseText(type, raw);
  }
}

/** The compiled-in value of a key; null: a list that restricts nobody. */
export function fallbackOf(type: PolicyType): PolicyValue {
  if (type.kind === 'list') return null;
  return type.kind === 'text' ? '' : type.fallback;
}
