import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';

interface Props {
  readonly tone: 'neutral' | 'warning';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: {
    readonly label: string;
    readonly busy?: boolean;
    readonly run: () => void;
  };
  readonly children?: ReactNode;
}

/** Something worth knowing that is no failure; stays until it is dealt with. */
export function Notice({ tone, icon, title, text, action, children }: Props): ReactNode {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      // Whoever dealt with it goes on at the heading, not at the top of the window.
      if (!element?.contains(document.activeElement)) return;
      document.querySelector<HTMLElement>('main h1')?.focus();
    };
  }, []);
  return (
    <section ref={box} className={`notice notice-${tone}`} aria-label={title}>
      {icon}
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        <p className="notice-text">{text}</p>
        {(action !== undefined || children !== undefined) && (
          <div className="alert-actions">
            {action !== undefined && (
              <Button size="small" busy={action.busy ?? false} onPress={action.run}>
                {action.label}
              </Button>
            )}
            {children}
          </div>
        )}
      </div>
    </section>
  );
}
