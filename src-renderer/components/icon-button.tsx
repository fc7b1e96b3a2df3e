import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that shows only an icon; `label` is its name. */
export function IconButton({ label, children, ...rest }: Props): ReactNode {
  return (
    <AriaButton {...rest} aria-label={label} className="icon-button">
      {children}
    </AriaButton>
  );
}
