import { ArrowBigUp, Eye, EyeOff, Search, X } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { limits } from '../../preload/contract/verbs.ts';
import { useCopy } from '../copy/copy.tsx';
import type { Searchable } from '../login-state.ts';
import { IconButton } from './button.tsx';
import { useAnnounce } from './live-region.tsx';
import styles from './text-field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  /** In code points. */
  readonly maxLength: number;
  readonly invalid?: boolean;
  /** Id of the words that explain the field or what is wrong with it. */
  readonly describedBy?: string | undefined;
  readonly first?: boolean;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  /** Stands to the right of the label. */
  readonly hint?: ReactNode;
  /** Stands at the end of the field. */
  readonly tool?: ReactNode;
}

/** A field with its label inside the frame, above the text, so that two of them stand close together. */
export function TextField(props: TextFieldProps): ReactNode {
  const { invalid = false } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {props.label}
        </label>
        {props.hint}
      </div>
      <input
        className={styles.input}
        id={id}
        ref={props.inputRef}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        autoComplete={props.autoComplete ?? 'off'}
        // It counts halves of characters: what is too long after all is told, never cut.
        maxLength={props.maxLength * 2}
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-invalid={invalid || undefined}
        aria-describedby={props.describedBy}
        {...(props.first ? { 'data-first': '' } : {})}
      />
      {props.tool}
    </div>
  );
}

interface PasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly first?: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The Sonar password: hidden until shown, with a word when Caps Lock is on. */
export function PasswordField(props: PasswordFieldProps): ReactNode {
  const { t } = useCopy();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  function readCapsLock(event: KeyboardEvent): void {
    setCapsLock(event.getModifierState('CapsLock'));
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the modifier keys of what is typed inside
    <div
      className={styles.withTool}
      onKeyDown={readCapsLock}
      onKeyUp={readCapsLock}
      onBlur={() => setCapsLock(false)}
    >
      <TextField
        {...props}
        label={t('signed-out.password')}
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        maxLength={limits.password}
        hint={
          <span className={styles.hint} aria-live="polite">
            {capsLock && (
              <>
                <ArrowBigUp aria-hidden="true" />
                {t('password.caps-lock')}
              </>
            )}
          </span>
        }
        tool={
          <IconButton
            label={shown ? t('password.hide') : t('password.show')}
            onPress={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
        }
      />
    </div>
  );
}

/** Has what a filter looks through made while the page has nothing else to do: neither its first sight nor the first key waits for it. */
export function usePreparedFilter({ words }: Pick<Searchable<unknown>, 'words'>): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => void words());
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
