import { ArrowBigUp, Eye, EyeOff } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react';
import { limits } from '../../preload/contract/verbs.ts';
import { useCopy } from '../copy/copy.tsx';
import { IconButton } from './button.tsx';
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
