import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { AccountSummary } from '../../../preload/contract.ts';
import { useCopy } from '../../copy/copy.tsx';
import { AccountRow } from './account-row.tsx';
import { useRowHeightPx } from './use-row-height.ts';

interface Props {
  readonly accounts: readonly AccountSummary[];
  /** While an account is being opened no row can be pressed; the list still scrolls by keyboard. */
  readonly busy: boolean;
  /** The account being opened. */
  readonly openingId: string | null;
  readonly onChoose: (account: AccountSummary) => void;
}

/** Rows that are buttons. Only those in sight exist, so ten thousand behave as ten; arrows, Home, End and Page keys move. */
export function AccountList({ accounts, busy, openingId, onChoose }: Props): ReactNode {
  const { t } = useCopy();
  const rowHeightPx = useRowHeightPx();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, accounts.length - 1);
  const virtualizer = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
    initialRect: { width: 360, height: 400 },
    getItemKey: (index) => accounts[index]?.id ?? index,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are placed anew
  useLayoutEffect(() => virtualizer.measure(), [rowHeightPx]);

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
      className="account-list"
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
                aria-setsize={accounts.length}
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
