import { type ReactNode, useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  /** Locked by policy: reachable, but it does not move; `hint` tells why. */
  readonly locked?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A native checkbox that is a switch, so that its state is told in every reader and theme. */
export function SwitchField({ label, hint, checked, locked = false, onChange }: Props): ReactNode {
  const id = useId();
  return (
    <div className="switch">
      <div className="switch-text">
        <label className="switch-label" htmlFor={id}>
          {label}
        </label>
        {hint !== undefined && (
          <p className="switch-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <input
        className="switch-input"
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
