import { ArrowBigUp, Eye, EyeOff } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import { limits } from '../../preload/contract.ts';
import { useCopy } from '../copy/copy.tsx';
import { IconButton } from './icon-button.tsx';
import { TextField } from './text-field.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly first?: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The Sonar password: hidden until shown, with a word when Caps Lock is on. */
export function PasswordField(props: Props): ReactNode {
  const { t } = useCopy();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  function readCapsLock(event: KeyboardEvent): void {
    setCapsLock(event.getModifierState('CapsLock'));
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the modifier keys of what is typed inside
    <div
      className="field-with-tool"
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
          <span className="field-hint" aria-live="polite">
            {capsLock && (
              <>
                <ArrowBigUp className="icon" aria-hidden="true" />
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
            {shown ? (
              <EyeOff className="icon" aria-hidden="true" />
            ) : (
              <Eye className="icon" aria-hidden="true" />
            )}
          </IconButton>
        }
      />
    </div>
  );
}
