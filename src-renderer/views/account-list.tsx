import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AccountSummary } from '../../preload/contract/state.ts';
import rows from '../components/account-row.module.css';
import { AccountText, Avatar } from '../components/account-row.tsx';
import { Spinner } from '../components/button.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import styles from './choosing-view.module.css';

interface AccountListProps {
  readonly accounts: readonly AccountSummary[];
  /** How many they are going to be when all have come. */
  readonly count: number;
  /** While an account is being opened no row can be pressed; the list still scrolls by keyboard. */
  readonly busy: boolean;
  /** The account being opened. */
  readonly openingId: string | null;
  readonly onChoose: (account: AccountSummary) => void;
}

const noAccounts: readonly AccountSummary[] = [];

/** Rows that are buttons. Only those in sight exist, so ten thousand behave as ten; arrows, Home, End and Page keys move. */
export function AccountList(props: AccountListProps): ReactNode {
  const { accounts, count, busy, openingId, onChoose } = props;
  const { t } = useWholeCopy();
  const rowHeightPx = useRowHeightPx();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, accounts.length - 1);
  const virtualizer = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    // Those out of sight come after those that the person waits for.
    overscan: useDeferredValue(accounts, noAccounts) === accounts ? 6 : 0,
    initialRect: { width: 360, height: 400 },
    // Another function would have all rows placed anew.
    getItemKey: useCallback((index: number) => accounts[index]?.id ?? index, [accounts]),
  });
  const placedHeightPx = useRef(rowHeightPx);
  useLayoutEffect(() => {
    if (placedHeightPx.current === rowHeightPx) return;
    placedHeightPx.current = rowHeightPx;
    virtualizer.measure();
  }, [rowHeightPx, virtualizer]);

  function moveTo(index: number): void {
    const next = Math.max(0, Math.min(accounts.length - 1, index));
    setActive(next);
    virtualizer.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus(),
    );
  }
  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: accounts.length - 1,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the buttons inside
    <div
      className={styles.list}
      ref={scroller}
      onKeyDown={onKeyDown}
      {...(busy ? { role: 'group', tabIndex: 0, 'aria-label': t('choosing.opening') } : {})}
    >
      <ul aria-label={t('choosing.list')} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const account = accounts[item.index];
          return (
            account !== undefined && (
              <li
                key={item.key}
                aria-setsize={count}
                aria-posinset={item.index + 1}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <AccountRow
                  account={account}
                  index={item.index}
                  reachable={item.index === current}
                  opening={account.id === openingId}
                  onFocus={() => setActive(item.index)}
                  onChoose={() => onChoose(account)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

interface AccountRowProps {
  readonly account: AccountSummary;
  readonly index: number;
  /** True for the one row that Tab reaches; arrows reach the others. */
  readonly reachable: boolean;
  readonly opening: boolean;
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}

/** One account; the whole row is the button. A plain element: thousands are made and thrown away while scrolling. */
function AccountRow(props: AccountRowProps): ReactNode {
  const { account, opening } = props;
  return (
    <button
      type="button"
      className={rows.row}
      data-index={props.index}
      tabIndex={props.reachable ? 0 : -1}
      onFocus={props.onFocus}
      onClick={props.onChoose}
    >
      <Avatar name={account.name} />
      <AccountText account={account} />
      {opening && <Spinner />}
    </button>
  );
}

const narrow = '(max-width: 359px)';

/** The height of a row of the account list, as in the styles: `--row`, or `--row-narrow` in a narrow window. */
function useRowHeightPx(): number {
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
