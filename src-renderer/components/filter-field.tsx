import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { AccountSummary } from '../../preload/contract/state.ts';
import { whenIdle } from '../platform.ts';
import { IconButton } from './button.tsx';
import { useAnnounce } from './live-region.tsx';
import styles from './text-field.module.css';

/** A list that a filter looks through. */
export interface Searchable<Item> {
  readonly items: readonly Item[];
  /** What each item is found by: lower case without accents. Made once, when it is first needed. */
  readonly words: () => readonly string[];
}

/** Makes a list fit for `findMatches`. */
export function searchable<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): Searchable<Item> {
  let words: readonly string[] | null = null;
  return {
    items,
    words() {
      words ??= items.map((item) => plain(textOf(item)));
      return words;
    },
  };
}

/** Makes accounts fit for `findMatches`. */
export function searchableAccounts(
  accounts: readonly AccountSummary[],
): Searchable<AccountSummary> {
  return searchable(accounts, ({ name, organization, extension, username }) =>
    [name, organization, extension, username].join(' '),
  );
}

/** The items in which every word of `text` occurs, in their order. */
export function findMatches<Item>(
  { items, words }: Searchable<Item>,
  text: string,
): readonly Item[] {
  const needles = plain(text).split(/\s+/).filter(Boolean);
  if (needles.length === 0) return items;
  const wordsOf = words();
  return items.filter((_, index) => needles.every((needle) => wordsOf[index]?.includes(needle)));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Has what a filter looks through made while the page has nothing else to do: neither its first sight nor the first key waits for it. */
export function usePreparedFilter({ words }: Pick<Searchable<unknown>, 'words'>): void {
  useEffect(() => {
    const handle = whenIdle(() => void words());
    return () => cancelIdleCallback(handle);
  }, [words]);
}

interface FilterFieldProps {
  readonly label: string;
  /** What can be looked for. */
  readonly hint: string;
  readonly clearLabel: string;
  readonly text: string;
  /** How much is left, in words; announced while something is filtered. */
  readonly found: string;
  readonly isFiltered: boolean;
  /** Receives the focus when the view arrives. */
  readonly first?: boolean;
  readonly onChange: (text: string) => void;
  /** Keys other than Escape on a text, which clears it. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** Narrows a long list while typing, and says how much is left; Escape clears it. */
export function FilterField(props: FilterFieldProps): ReactNode {
  const { text, found, isFiltered, onChange } = props;
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFiltered) announce(found);
  }, [isFiltered, found, announce]);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      onChange('');
    } else {
      props.onKeyDown?.(event);
    }
  }
  return (
    <div className={styles.filter}>
      <Search aria-hidden="true" />
      <input
        ref={input}
        className={styles.filterInput}
        {...(props.first ? { 'data-first': '' } : {})}
        type="search"
        aria-label={props.label}
        placeholder={props.hint}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.count} aria-hidden="true">
        {found}
      </span>
      {text !== '' && (
        <IconButton
          label={props.clearLabel}
          onPress={() => {
            onChange('');
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
