import { type LucideIcon, ClipboardCheck, History, LifeBuoy, ListChecks, MonitorSmartphone, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useAccountCopy } from '../../copy/account-copy.tsx';
import type { AccountPage } from './account-page.ts';

const icons: Readonly<Record<AccountPage, LucideIcon>> = {
  settings: ShieldCheck,
  choices: ListChecks,
  devices: MonitorSmartphone,
  review: ClipboardCheck,
  activity: History,
  support: LifeBuoy,
};

/** A row of buttons to the account's pages that wraps where it does not fit. */
export function AccountNav(props: {
  readonly pages: readonly AccountPage[];
  readonly current: AccountPage;
  readonly onOpenPage: (page: AccountPage) => void;
}): ReactNode {
  const { t } = useAccountCopy();
  return (
    <nav className="account-nav" aria-label={t('nav.label')}>
      <ul>
        {props.pages.map((page) => {
          const Icon = icons[page];
          return (
            <li key={page}>
              <AriaButton
                className="account-nav-button"
                {...(page === props.current ? { 'aria-current': 'page' } : {})}
                onPress={() => props.onOpenPage(page)}
              >
                <Icon className="icon" aria-hidden="true" />
                {t(`nav.${page}`)}
              </AriaButton>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
