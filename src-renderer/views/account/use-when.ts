import { useAccountCopy } from '../../copy/account-copy.tsx';
import { formatDate } from '../../copy/formats.ts';
import { useViewTools } from '../../view-tools.tsx';
import { formatAgo, formatDayAgo } from './account-formats.ts';

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
  const { t, locale } = useAccountCopy();
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
