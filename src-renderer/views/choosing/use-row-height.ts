import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 359px)';

/** The height of a row of the account list, as in styles/accounts.css: `--row`, or `--row-narrow` in a narrow window. */
export function useRowHeightPx(): number {
  const isNarrow = useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrow);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(narrow).matches,
  );
  return isNarrow ? 66 : 48;
}
