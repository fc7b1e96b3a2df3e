import { type ReactNode, useEffect, useRef } from 'react';
import type { KnownAccount } from '../../../preload/contract.ts';
import { SonarMark } from '../../brand/sonar-mark.tsx';
import { BackButton } from '../../components/back-button.tsx';
import { LocalePicker } from '../../components/locale-picker.tsx';
import { beside } from '../../copy/formats.ts';
import { useViewTools } from '../../view-tools.tsx';
import { AccountNav } from './account-nav.tsx';
import { type AccountPage, pagesFor } from './account-page.ts';

interface Props {
  readonly page: AccountPage;
  /** Null: nobody is signed in, which leaves the support page. */
  readonly account: KnownAccount | null;
  readonly onOpenPage: (page: AccountPage) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of the account's pages, as wide as the window allows: whose account, the way back, the other pages. */
export function AccountFrame({ page, account, onOpenPage, onClose, children }: Props): ReactNode {
  const { locales, setLocale } = useViewTools();
  const pages = pagesFor(account);
  return (
    <div className="frame frame-wide">
      <div className="card card-wide">
        <header className="card-head">
          <SonarMark />
          {account !== null && (
            <p className="whose">{beside(account.name, account.organization)}</p>
          )}
          <BackButton onPress={onClose} />
        </header>
        {pages.length > 1 && <AccountNav pages={pages} current={page} onOpenPage={onOpenPage} />}
        <main className="page" key={page}>
          {children}
        </main>
        <footer className="card-foot">
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
    <div className="page-head">
      <div className="page-head-text">
        <h1 className="title" tabIndex={-1} ref={heading}>
          {props.title}
        </h1>
        {props.text !== undefined && <p className="lead">{props.text}</p>}
      </div>
      {props.tool}
    </div>
  );
}
