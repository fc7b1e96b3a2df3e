import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { SmallSwitch } from '../small-switch.tsx';

interface Props {
  readonly text: string;
  readonly onlyRisky: boolean;
  /** How many rows are left. */
  readonly count: number;
  readonly onText: (text: string) => void;
  readonly onOnlyRisky: (onlyRisky: boolean) => void;
}

/** Narrows the review while typing, or to what is risky; says how much is left. */
export function ReviewFilter(props: Props): ReactNode {
  const { text, onlyRisky, count, onText, onOnlyRisky } = props;
  const { t } = useAccountCopy();
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const found = t('review.found', { count });
  const isFiltered = text !== '' || onlyRisky;
  useEffect(() => {
    if (isFiltered) announce(found);
  }, [isFiltered, found, announce]);
  return (
    <search className="review-filter">
      <div className="filter">
        <Search className="icon" aria-hidden="true" />
        <input
          ref={input}
          className="filter-input"
          type="search"
          aria-label={t('review.filter')}
          placeholder={t('review.filter-hint')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || text === '') return;
            event.stopPropagation();
            onText('');
          }}
        />
        <span className="filter-count" aria-hidden="true">
          {found}
        </span>
        {text !== '' && (
          <IconButton
            label={t('review.filter-clear')}
            onPress={() => {
              onText('');
              input.current?.focus();
            }}
          >
            <X className="icon" aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <SmallSwitch
        label={t('review.only-risky')}
        name={t('review.only-risky')}
        checked={onlyRisky}
        busy={false}
        onChange={onOnlyRisky}
      />
    </search>
  );
}
