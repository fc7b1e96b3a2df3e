import type { ReactNode } from 'react';

interface Props {
  /** What is seen beside the switch; may be hidden where a column's heading says it. */
  readonly label: string;
  /** Its full name, which begins with the label. */
  readonly name: string;
  readonly checked: boolean;
  readonly busy: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch in a row of many: a native checkbox, its label beside it, its name told in full. */
export function SmallSwitch({ label, name, checked, busy, onChange }: Props): ReactNode {
  // While a change is under way the switch shows what was asked for.
  const shown = busy ? !checked : checked;
  return (
    <label className="small-switch">
      <input
        className="switch-input"
        type="checkbox"
        role="switch"
        aria-label={name}
        checked={shown}
        aria-disabled={busy || undefined}
        onChange={(event) => !busy && onChange(event.target.checked)}
      />
      <span className="small-switch-label">{label}</span>
    </label>
  );
}
