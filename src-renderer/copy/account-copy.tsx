import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Locale } from '../../preload/contract/state.ts';
import { type Copy, useCopy } from './copy.tsx';
import { type AccountMessageKey, type AccountMessages, en } from './en-account.ts';
import { createTranslate, type Translate } from './translator.ts';

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

/** A language's words for the account's pages; English comes with them, the others are fetched from the app's own files. */
export async function loadAccountMessages(locale: Locale): Promise<AccountMessages> {
  switch (locale) {
    case 'en':
      return en;
    case 'fr-CA':
      return (await import('./fr-ca-account.ts')).frCa;
    case 'es':
      return (await import('./es-account.ts')).es;
  }
}
