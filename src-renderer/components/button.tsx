import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { Spinner } from './spinner.tsx';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  /** `primary` once per view at most; `quiet` has no outline until it is pointed at. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** `small` for alerts, notices and tools; others fill their column. */
  readonly size?: 'full' | 'small';
  readonly icon?: ReactNode;
  /** Shows a spinner in the icon's place; the label stays. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A button with a visible label, which is its name. */
export function Button(props: Props): ReactNode {
  const { kind = 'secondary', size = 'full', icon, busy = false, children, ...rest } = props;
  return (
    <AriaButton {...rest} className={`button button-${kind} button-${size}`}>
      {busy ? <Spinner /> : icon}
      <span className="button-label">{children}</span>
    </AriaButton>
  );
}
