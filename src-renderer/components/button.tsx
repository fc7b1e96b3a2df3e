import { ArrowLeft } from 'lucide-react';
import {
  type ComponentPropsWithRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { useCopy } from '../copy/copy.tsx';
import { confirmStandsLeft } from '../platform.ts';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

interface PlainProps
  extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'onClick' | 'onKeyDown' | 'style'> {
  readonly isDisabled?: boolean;
  readonly onPress?: () => void;
}

/** A native button, which has the press, the keyboard and the focus itself. A key that is held down presses it once. */
export function PlainButton(props: PlainProps): ReactNode {
  const { isDisabled = false, onPress, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      disabled={isDisabled}
      onClick={() => onPress?.()}
      onKeyDown={pressOnce}
    />
  );
}

/** Enter would press again with every repetition of the key. */
function pressOnce(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

interface Props extends Omit<PlainProps, 'className' | 'ref'> {
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
    <PlainButton
      {...rest}
      ref={button}
      className={classNames(styles.base, styles[kind], styles[size])}
    >
      {busy ? <Spinner /> : icon}
      <span className={styles.label}>{children}</span>
    </PlainButton>
  );
}

/** A button that is disabled while it works loses the focus; it gets it back, unless it has gone elsewhere. */
function useFocusKept(isDisabled: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = button.current;
    if (element === null) return;
    const note = ({ type }: FocusEvent) => {
      // The focus leaves a disabled one with or without an event, as the Chromium is.
      if (type === 'focus' || !element.disabled) hadFocus.current = type === 'focus';
    };
    element.addEventListener('focus', note);
    element.addEventListener('blur', note);
    return () => {
      element.removeEventListener('focus', note);
      element.removeEventListener('blur', note);
    };
  }, []);
  useEffect(() => {
    if (isDisabled || !hadFocus.current) return;
    if (document.activeElement === document.body) button.current?.focus();
    else hadFocus.current = document.activeElement === button.current;
  }, [isDisabled]);
  return button;
}

interface IconButtonProps extends Omit<PlainProps, 'className' | 'aria-label'> {
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that shows only an icon; `label` is its name. */
export function IconButton({ label, children, ...rest }: IconButtonProps): ReactNode {
  return (
    <PlainButton {...rest} aria-label={label} className={classNames(styles.base, styles.icon)}>
      {children}
    </PlainButton>
  );
}

/** Leads one place back; stands opposite the product mark. */
export function BackButton({ onPress }: { readonly onPress: () => void }): ReactNode {
  const { t } = useCopy();
  return (
    <Button kind="quiet" size="small" icon={<ArrowLeft aria-hidden="true" />} onPress={onPress}>
      {t('verb.back')}
    </Button>
  );
}

/** Gives the attempt up, as Escape does. `compact` stands opposite the product mark. */
export function CancelButton(props: {
  readonly compact?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useCopy();
  return (
    <Button
      kind="quiet"
      size={props.compact ? 'small' : 'full'}
      isDisabled={props.isDisabled ?? false}
      onPress={props.onPress}
    >
      {t('verb.cancel')}
    </Button>
  );
}

/** Two answers, which stand as the platform orders them. */
export function ButtonPair(props: {
  readonly confirm: ReactNode;
  readonly cancel: ReactNode;
}): ReactNode {
  const isLeft = confirmStandsLeft();
  return (
    <div className={styles.pair}>
      {isLeft && props.confirm}
      {props.cancel}
      {!isLeft && props.confirm}
    </div>
  );
}

/** A turning arc that appears after 300 ms; a still arc with reduced motion. Decorative: words beside it say what is going on. */
export function Spinner(): ReactNode {
  return (
    <svg
      className={styles.spinner}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="8" cy="8" r="6.25" opacity="0.3" />
      <path d="M8 1.75A6.25 6.25 0 0 1 14.25 8" />
    </svg>
  );
}
