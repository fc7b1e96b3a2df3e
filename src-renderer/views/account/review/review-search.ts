import type { ReviewRow } from '../../../../preload/contract.ts';

/** A row with what a filter looks through, prepared once: lower case without accents. */
export interface SearchableRow {
  readonly row: ReviewRow;
  readonly words: string;
}

/** Prepares rows for `findRows`. */
export function searchableRows(rows: readonly ReviewRow[]): readonly SearchableRow[] {
  return rows.map((row) => ({
    row,
    words: plain(
      [
        row.name,
        row.username,
        row.extension,
        ...row.addresses.map(({ email }) => email),
        ...row.links.map(({ email }) => email ?? ''),
      ].join(' '),
    ),
  }));
}

/** The rows in which every word of `text` occurs, in their order; `onlyRisky` leaves out those without a risk. */
export function findRows(
  rows: readonly SearchableRow[],
  text: string,
  onlyRisky: boolean,
): readonly ReviewRow[] {
  const needles = plain(text).split(/\s+/).filter(Boolean);
  return rows
    .filter(({ row, words }) => {
      if (onlyRisky && row.risks.length === 0) return false;
      return needles.every((needle) => words.includes(needle));
    })
    .map(({ row }) => row);
}

/** Fresh rows in the order that is on the screen already, new ones last: a row never moves away under the pointer. */
export function keepOrder(
  before: readonly ReviewRow[],
  fresh: readonly ReviewRow[],
): readonly ReviewRow[] {
  const places = new Map(before.map(({ accountId }, index) => [accountId, index]));
  const placeOf = ({ accountId }: ReviewRow) => places.get(accountId) ?? before.length;
  return [...fresh].sort((one, other) => placeOf(one) - placeOf(other));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
