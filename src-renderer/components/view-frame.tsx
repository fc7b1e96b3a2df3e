import { CircleHelp, Globe } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Locale } from '../../preload/contract/state.ts';
import { SonarMark } from '../brand/marks.tsx';
import { localeNames, useCopy } from '../copy/copy.tsx';
import { useViewTools } from '../view-tools.tsx';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './view-frame.module.css';

interface Props {
  readonly title: string;
  /** Names the heading for what is described by it. */
  readonly titleId?: string;
  readonly text?: ReactNode;
  /** Stands opposite the product mark. */
  readonly tool?: ReactNode;
  /** The content takes what is left of the card's height and scrolls inside itself. */
  readonly fill?: boolean;
  /** Keeps room for two lines of text, where the text changes while the view stays. */
  readonly twoLines?: boolean;
  /** False while there is nothing to stop at yet. */
  readonly takesFocus?: boolean;
  /** Whom the view is about, where that changes while it stays: it takes the focus as a new one does. */
  readonly subject?: string;
  readonly children?: ReactNode;
}

/**
 * The still frame around every view: mark, heading, one sentence, content, footer. When a view arrives the focus goes
 * to its element marked `data-first`, else to its heading.
 */
export function ViewFrame(props: Props): ReactNode {
  const { t } = useCopy();
  const { locales, setLocale, openHelp } = useViewTools();
  const { takesFocus = true, subject } = props;
  const body = useRef<HTMLElement>(null);
  const isFirst = useIsFirstView();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is another view to the person
  useEffect(() => {
    if (!takesFocus) return;
    const first = body.current?.querySelector<HTMLElement>('[data-first]');
    (first ?? body.current?.querySelector('h1'))?.focus();
  }, [takesFocus, subject]);
  return (
    <div className={styles.frame}>
      <div className={styles.card}>
        <header className={styles.head}>
          <SonarMark />
          {props.tool}
        </header>
        <main
          className={classNames(styles.view, props.fill && styles.fill, isFirst && styles.first)}
          ref={body}
        >
          <h1 className={styles.title} tabIndex={-1} id={props.titleId}>
            {props.title}
          </h1>
          {props.text !== undefined && (
            <p className={classNames(styles.lead, props.twoLines && styles.twoLines)}>
              {props.text}
            </p>
          )}
          {props.children}
        </main>
        <footer className={styles.foot}>
          <LocalePicker locales={locales} onChange={setLocale} />
          <Button
            kind="quiet"
            size="small"
            icon={<CircleHelp aria-hidden="true" />}
            onPress={openHelp}
          >
            {t('help.open')}
          </Button>
        </footer>
      </div>
    </div>
  );
}

let hasShownView = false;

/** Whether this is the first view of the window: it is there with the window, and does not arrive from anywhere. */
function useIsFirstView(): boolean {
  const [isFirst] = useState(!hasShownView);
  useEffect(() => {
    hasShownView = true;
  }, []);
  return isFirst;
}

/** The frame alone, for the moment in which a view's code arrives. */
export function StillFrame(): ReactNode {
  return (
    <div className={styles.frame} data-pending="">
      <div className={styles.card}>
        <div className={styles.head}>
          <SonarMark />
        </div>
      </div>
    </div>
  );
}

/** Chooses the language; a native list, so that it opens and types as the platform does. */
export function LocalePicker(props: {
  readonly locales: readonly Locale[];
  readonly onChange: (locale: Locale) => void;
}): ReactNode {
  const { t, locale } = useCopy();
  if (props.locales.length < 2) return <span />;
  return (
    <label className={styles.locale}>
      <Globe aria-hidden="true" />
      <span className="visually-hidden">{t('language.label')}</span>
      <select
        value={locale}
        onChange={(event) => {
          const chosen = props.locales.find((one) => one === event.target.value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      >
        {props.locales.map((one) => (
          <option key={one} value={one} lang={one}>
            {localeNames[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A line with a word in it, between two ways to do the same. */
export function Divider({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p className={styles.divider}>
      <span>{children}</span>
    </p>
  );
}
