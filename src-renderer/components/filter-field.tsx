import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './button.tsx';
import styles from './filter-field.module.css';
import { useAnnounce } from './live-region.tsx';

interface Props {
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
export function FilterField(props: Props): ReactNode {
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
        className={styles.input}
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
