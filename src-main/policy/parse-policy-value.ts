import type { PolicyType } from './policy-definition.ts';
import { normalizeFormat } from './policy-formats.ts';
import type { RejectReason } from './policy-layer.ts';

/** A value within bounds and in the form that the app compares. */
export type PolicyValue = boolean | number | string | readonly string[];

/** The value that may be used (null: none) and each part that was ignored. */
export interface ParsedValue {
  readonly value: PolicyValue | null;
  readonly problems: readonly { readonly reason: RejectReason; readonly value: unknown }[];
}

type Parsed<T> = { readonly value: T } | { readonly reason: RejectReason };

function accept(value: PolicyValue): ParsedValue {
  return { value, problems: [] };
}

function refuse(reason: RejectReason, value: unknown): ParsedValue {
  return { value: null, problems: [{ reason, value }] };
}

function parseEach(raw: unknown, parseItem: (item: string) => Parsed<string>): ParsedValue {
  if (!Array.isArray(raw)) return refuse('wrong-type', raw);
  const problems: ParsedValue['problems'][number][] = [];
  const values = new Set<string>();
  for (const item of raw) {
    const parsed: Parsed<string> =
      typeof item === 'string' ? parseItem(item.trim()) : { reason: 'wrong-type' };
    if ('value' in parsed) values.add(parsed.value);
    else problems.push({ reason: parsed.reason, value: item });
  }
  const nothingLeft = values.size === 0 && raw.length > 0;
  return { value: nothingLeft ? null : [...values], problems };
}

function parseChoices(type: PolicyType & { kind: 'choices' }, raw: unknown): ParsedValue {
  if (Array.isArray(raw) && raw.length === 0) return refuse('out-of-bounds', raw);
  return parseEach(raw, (item) =>
    type.choices.some((choice) => choice.value === item)
      ? { value: item }
      : { reason: 'not-allowed-value' },
  );
}

function parseList(type: PolicyType & { kind: 'list' }, raw: unknown): ParsedValue {
  if (Array.isArray(raw) && raw.length > type.maximumItems) return refuse('out-of-bounds', raw);
  return parseEach(raw, (item) => {
    const value = normalizeFormat(type.format, item);
    return value === null ? { reason: 'bad-format' } : { value };
  });
}

function parseText(type: PolicyType & { kind: 'text' }, raw: unknown): ParsedValue {
  if (typeof raw !== 'string') return refuse('wrong-type', raw);
  if (raw === '') return accept('');
  if (raw.length > type.maximumLength) return refuse('out-of-bounds', raw);
  const value = normalizeFormat(type.format, raw);
  return value === null ? refuse('bad-format', raw) : accept(value);
}

function parseInteger(type: PolicyType & { kind: 'integer' }, raw: unknown): ParsedValue {
  if (typeof raw !== 'number' || !Number.isInteger(raw)) return refuse('wrong-type', raw);
  return raw < type.minimum || raw > type.maximum ? refuse('out-of-bounds', raw) : accept(raw);
}

function parseChoice(type: PolicyType & { kind: 'choice' }, raw: unknown): ParsedValue {
  if (typeof raw !== 'string') return refuse('wrong-type', raw);
  return type.choices.some((choice) => choice.value === raw)
    ? accept(raw)
    : refuse('not-allowed-value', raw);
}

/** Checks one raw value against its type; bad items of a list are ignored one by one, the good ones stay. */
export function parsePolicyValue(type: PolicyType, raw: unknown): ParsedValue {
  switch (type.kind) {
    case 'boolean':
      return typeof raw === 'boolean' ? accept(raw) : refuse('wrong-type', raw);
    case 'integer':
      return parseInteger(type, raw);
    case 'choice':
      return parseChoice(type, raw);
    case 'choices':
      return parseChoices(type, raw);
    case 'list':
      return parseList(type, raw);
    case 'text':
      return parseText(type, raw);
  }
}

/** The compiled-in value of a key. */
export function fallbackOf(type: PolicyType): PolicyValue {
  if (type.kind === 'list') return [];
  return type.kind === 'text' ? '' : type.fallback;
}
