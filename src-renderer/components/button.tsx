import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
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
  const button = useFocusKept(rest.isDisabled ?? false);
  return (
    <AriaButton {...rest} ref={button} className={`button button-${kind} button-${size}`}>
      {busy ? <Spinner /> : icon}
      <span className="button-label">{children}</span>
    </AriaButton>
  );
}

/** A button that is disabled while it works loses the focus; it gets it back, unless it has gone elsewhere. */
function useFocusKept(isDisabled: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const hasLostFocus = useRef(false);
  useEffect(() => {
    const element = button.current;
    if (element === null) return;
    const noteLoss = () => {
      hasLostFocus.current = element.disabled;
    };
    element.addEventListener('blur', noteLoss);
    return () => element.removeEventListener('blur', noteLoss);
  }, []);
  useEffect(() => {
    if (isDisabled || !hasLostFocus.current) return;
    hasLostFocus.current = false;
    if (document.activeElement === document.body) button.current?.focus();
  }, [isDisabled]);
  return button;
}
