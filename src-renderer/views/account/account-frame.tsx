import {
  ClipboardCheck,
  History,
  LifeBuoy,
  ListChecks,
  type LucideIcon,
  Monitor,
  MonitorSmartphone,
  ShieldCheck,
  ShieldX,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { SonarMark } from '../../brand/marks.tsx';
import alert from '../../components/alert.module.css';
import { BackButton, Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import frame from '../../components/view-frame.module.css';
import { LocalePicker } from '../../components/view-frame.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { beside } from '../../copy/formats.ts';
import { useViewTools } from '../../view-tools.tsx';
import styles from './account-frame.module.css';
import { type AccountPage, pagesFor } from './account-page.ts';
import page from './page.module.css';

interface Props {
  readonly state: LoginState;
  readonly page: AccountPage;
  /** Null: nobody is signed in, which leaves the pages that need no account. */
  readonly account: KnownAccount | null;
  readonly onOpenPage: (page: AccountPage) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of the account's pages, as wide as the window allows: whose account, the way back, the other pages. */
export function AccountFrame(props: Props): ReactNode {
  const { state, page, account, onOpenPage, onClose, children } = props;
  const { locales, setLocale } = useViewTools();
  const { t } = useWholeCopy();
  const pages = pagesFor(state, account);
  return (
    <div className={classNames(frame.frame, styles.frame)}>
      <div className={classNames(frame.card, styles.card)}>
        <header className={frame.head}>
          <SonarMark />
          {account !== null && (
            <p className={styles.whose}>{beside(account.name, account.organization)}</p>
          )}
          <BackButton onPress={onClose} />
        </header>
        {pages.length > 1 && (
          <AccountNav
            label={t(account === null ? 'nav.label.none' : 'nav.label')}
            pages={pages}
            current={page}
            onOpenPage={onOpenPage}
          />
        )}
        <main className={styles.page} key={page}>
          {children}
        </main>
        <footer className={frame.foot}>
          <LocalePicker locales={locales} onChange={setLocale} />
        </footer>
      </div>
    </div>
  );
}

/** A page's heading, which receives the focus when the page arrives, and its sentence. */
export function PageHead(props: {
  readonly title: string;
  readonly text?: string;
  /** Stands at the end of the heading's line. */
  readonly tool?: ReactNode;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles.head}>
      <div className={styles.headText}>
        <h1 className={frame.title} tabIndex={-1} ref={heading}>
          {props.title}
        </h1>
        {props.text !== undefined && <p className={frame.lead}>{props.text}</p>}
      </div>
      {props.tool}
    </div>
  );
}

/**
 * The first line of something in a list: its name, and a badge beside it where there is one. A gap keeps them apart for the
 * eye; a screen reader would run the name and what follows together without the pause.
 */
export function ListedName(props: {
  readonly icon?: ReactNode;
  readonly name: string;
  readonly badge: string | null;
}): ReactNode {
  return (
    <p className={page.title}>
      {props.icon}
      <span className={page.name} dir="auto">
        {props.name}
      </span>
      <span className="visually-hidden">, </span>
      {props.badge !== null && <span className={page.badge}>{props.badge}</span>}
    </p>
  );
}

const icons: Readonly<Record<AccountPage, LucideIcon>> = {
  settings: ShieldCheck,
  choices: ListChecks,
  devices: MonitorSmartphone,
  computer: Monitor,
  review: ClipboardCheck,
  activity: History,
  support: LifeBuoy,
};

/** A row of buttons to the account's pages that wraps where it does not fit. */
function AccountNav(props: {
  readonly label: string;
  readonly pages: readonly AccountPage[];
  readonly current: AccountPage;
  readonly onOpenPage: (page: AccountPage) => void;
}): ReactNode {
  const { t } = useWholeCopy();
  return (
    <nav className={styles.nav} aria-label={props.label}>
      <ul>
        {props.pages.map((page) => {
          const Icon = icons[page];
          return (
            <li key={page}>
              <Button
                kind="quiet"
                size="small"
                icon={<Icon aria-hidden="true" />}
                {...(page === props.current ? { 'aria-current': 'page' } : {})}
                onPress={() => props.onOpenPage(page)}
              >
                {t(`nav.${page}`)}
              </Button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The review and its activity for somebody who is no office manager (any more). */
export function NotOfficeManager(): ReactNode {
  const { t } = useWholeCopy();
  return (
    <>
      <PageHead title={t('error.not-office-manager.title')} />
      <p className={classNames(alert.locked, page.managed)}>
        <ShieldX aria-hidden="true" />
        {t('error.not-office-manager.detail')}
      </p>
    </>
  );
}
