import { useAccountCopy } from '../../copy/account/account-copy.tsx';
import { useViewTools } from '../../view-tools.tsx';
import { formatAgo, formatDate } from './account-formats.ts';

/** Writes ISO 8601 instants for people. */
export interface When {
  /** Such as "3 days ago (Oct 30, 2026)". */
  readonly both: (instant: string) => string;
  readonly ago: (instant: string) => string;
  readonly date: (instant: string) => string;
}

/** The language's way to write instants, seen from now. */
export function useWhen(): When {
  const { t, locale } = useAccountCopy();
  const { now } = useViewTools();
  const ago = (instant: string) => formatAgo(instant, now(), locale);
  const date = (instant: string) => formatDate(instant, locale);
  return {
    ago,
    date,
    both: (instant) => t('when.both', { relative: ago(instant), date: date(instant) }),
  };
}
