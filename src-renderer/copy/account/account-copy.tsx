import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Locale } from '../../../preload/contract.ts';
import { type Copy, useCopy } from '../copy-context.tsx';
import { createTranslate, type Translate } from '../translator.ts';
import {
  type AccountMessageKey,
  type AccountMessages,
  loadAccountMessages,
} from './account-catalog.ts';

/** The words of the account's pages, and under `common` those of the whole window. */
export interface AccountCopy {
  readonly locale: Locale;
  readonly t: Translate<AccountMessageKey>;
  readonly common: Copy;
  readonly providerName: Copy['providerName'];
}

const AccountCopyContext = createContext<AccountCopy | null>(null);

/** The words of the account's pages; only below an `AccountCopyProvider`. */
export function useAccountCopy(): AccountCopy {
  const copy = use(AccountCopyContext);
  if (copy === null) throw new Error('useAccountCopy needs an AccountCopyProvider above it.');
  return copy;
}

/** Makes the words available below; shows `waiting` until they are there, and keeps the old ones while new ones load. */
export function AccountCopyProvider(props: {
  readonly waiting: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const common = useCopy();
  const { locale } = common;
  const [loaded, setLoaded] = useState<{ locale: Locale; messages: AccountMessages } | null>(null);
  useEffect(() => {
    let current = true;
    void loadAccountMessages(locale).then((messages) => {
      if (current) setLoaded({ locale, messages });
    });
    return () => {
      current = false;
    };
  }, [locale]);
  const copy = useMemo<AccountCopy | null>(() => {
    if (loaded === null) return null;
    return {
      locale: loaded.locale,
      t: createTranslate(loaded.locale, loaded.messages, common.finish),
      common,
      providerName: common.providerName,
    };
  }, [loaded, common]);
  if (copy === null) return props.waiting;
  return <AccountCopyContext value={copy}>{props.children}</AccountCopyContext>;
}
