import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useCopy } from '../../copy/copy.tsx';

interface Props {
  readonly text: string;
  readonly count: number;
  readonly onChange: (text: string) => void;
  /** Enter chooses the first account that is left. */
  readonly onEnter: () => void;
}

/** Narrows a long list while typing; Escape clears it, the down arrow goes to the list. */
export function AccountFilter({ text, count, onChange, onEnter }: Props): ReactNode {
  const { t } = useCopy();
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const found = t('choosing.found', { count });
  useEffect(() => {
    if (text !== '') announce(found);
  }, [text, found, announce]);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      onChange('');
    } else if (event.key === 'Enter' && text !== '') {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      const list = event.currentTarget.closest('.choosing')?.querySelector('.account-list');
      list?.querySelector<HTMLElement>('button[tabindex="0"], button')?.focus();
    }
  }
  return (
    <div className="filter">
      <Search className="icon" aria-hidden="true" />
      <input
        ref={input}
        className="filter-input"
        data-first=""
        type="search"
        aria-label={t('choosing.filter')}
        placeholder={t('choosing.filter-hint')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="filter-count" aria-hidden="true">
        {found}
      </span>
      {text !== '' && (
        <IconButton
          label={t('choosing.filter-clear')}
          onPress={() => {
            onChange('');
            input.current?.focus();
          }}
        >
          <X className="icon" aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
