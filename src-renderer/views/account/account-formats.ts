import type { Locale } from '../../../preload/contract/state.ts';
import { isolateText } from '../../../preload/foreign-text.ts';
import { useWholeCopy } from '../../copy/copy.tsx';
import { formatDate } from '../../copy/formats.ts';
import { useViewTools } from '../../view-tools.tsx';

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** For less than a minute: the "now" of `Intl` reads as a future after "last used". */
const justNow: Readonly<Record<Locale, string>> = {
  en: 'just now',
  'fr-CA': 'à l’instant',
  es: 'ahora mismo',
};

/** How long ago an ISO 8601 instant was, such as "3 days ago"; a future one counts as just now. `now` in milliseconds since 1970. */
export function formatAgo(instant: string, now: number, locale: Locale): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(instant)) / 1000));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of units) {
    if (seconds >= size) return format.format(-Math.floor(seconds / size), unit);
  }
  return justNow[locale];
}

/** How many days ago a day (`2026-10-30`) was, such as "yesterday"; a future one counts as today. `now` in milliseconds since 1970. */
export function formatDayAgo(day: string, now: number, locale: Locale): string {
  const today = new Date(now);
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const days = Math.max(0, Math.floor((midnight - Date.parse(day)) / 86_400_000));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (days >= 365) return format.format(-Math.floor(days / 365), 'year');
  if (days >= 30) return format.format(-Math.floor(days / 30), 'month');
  return format.format(-days, 'day');
}

/** Several words, each isolated, as a sentence lists them, such as "a, b, and c". */
export function formatList(words: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words.map(isolateText));
}

/** Writes ISO 8601 instants for people. */
export interface When {
  /** Such as "3 days ago (Oct 30, 2026)". */
  readonly both: (instant: string) => string;
  readonly ago: (instant: string) => string;
  /** The same of a whole day, `2026-10-30`: it is that day in every time zone. */
  readonly bothOfDay: (day: string) => string;
  readonly dayAgo: (day: string) => string;
  readonly date: (instant: string) => string;
}

/** The language's way to write instants, seen from now. */
export function useWhen(): When {
  const { t, locale } = useWholeCopy();
  const { now } = useViewTools();
  const ago = (instant: string) => formatAgo(instant, now(), locale);
  const date = (instant: string) => formatDate(instant, locale);
  const dayAgo = (day: string) => formatDayAgo(day, now(), locale);
  return {
    ago,
    dayAgo,
    date,
    both: (instant) => t('when.both', { relative: ago(instant), date: date(instant) }),
    bothOfDay: (day) =>
      t('when.both', { relative: dayAgo(day), date: formatDate(day, locale, 'UTC') }),
  };
}
