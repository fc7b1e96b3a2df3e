import { type ReactNode, useId } from 'react';
import styles from './switch-field.module.css';

interface SwitchFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  /** Locked by policy: reachable, but it does not move; `hint` tells why. */
  readonly locked?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A native checkbox that is a switch, so that its state is told in every reader and theme. */
export function SwitchField({
  label,
  hint,
  checked,
  locked = false,
  onChange,
}: SwitchFieldProps): ReactNode {
  const id = useId();
  return (
    <div className={styles.row}>
      <div>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {hint !== undefined && (
          <p className={styles.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <input
        className={styles.input}
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-disabled={locked || undefined}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => !locked && onChange(event.target.checked)}
      />
    </div>
  );
}

interface SmallSwitchProps {
  /** What is seen beside the switch; may be hidden where a column's heading says it. */
  readonly label: string;
  /** Its full name, which begins with the label. */
  readonly name: string;
  readonly checked: boolean;
  readonly busy: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch in a row of many: a native checkbox, its label beside it, its name told in full. */
export function SmallSwitch({ label, name, checked, busy, onChange }: SmallSwitchProps): ReactNode {
  // While a change is under way the switch shows what was asked for.
  const shown = busy ? !checked : checked;
  return (
    <label className={styles.small}>
      <input
        className={styles.input}
        type="checkbox"
        role="switch"
        aria-label={name}
        checked={shown}
        aria-disabled={busy || undefined}
        onChange={(event) => !busy && onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
