import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { type Provider, providerNames } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import { en, type MessageKey, type Messages } from './en.ts';
import { createTranslate, type Translate } from './translator.ts';

/** The words and formats of the language in use. */
export interface Copy {
  readonly locale: Locale;
  readonly t: Translate<MessageKey>;
  /** The provider's name as it stands inside a sentence. */
  readonly providerName: (provider: Provider | null | undefined) => string;
  /** What the layout tests do to every finished text; for translators of further catalogs. */
  readonly finish: (text: string) => string;
}

const CopyContext = createContext<Copy | null>(null);

/** The words in use; only below a `CopyProvider`. */
export function useCopy(): Copy {
  const copy = use(CopyContext);
  if (copy === null) throw new Error('useCopy needs a CopyProvider above it.');
  return copy;
}

interface Words {
  readonly locale: Locale;
  readonly messages: Messages;
}

/** There without waiting for it. */
const english: Words | null = { locale: 'en', messages: en };

function keep(text: string): string {
  return text;
}

/** Makes the words of `locale` available below; shows nothing until they are there, and keeps the old ones while new ones load. */
export function CopyProvider(props: {
  readonly locale: Locale;
  readonly finish?: ((text: string) => string) | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { locale, finish = keep } = props;
  const [loaded, setLoaded] = useState(locale === 'en' ? english : null);
  useEffect(() => {
    let current = true;
    if (locale === 'en') setLoaded(english);
    else
      void loadMessages(locale).then((messages) => {
        if (current) setLoaded({ locale, messages });
      });
    return () => {
      current = false;
    };
  }, [locale]);
  useEffect(() => {
    if (loaded !== null) document.documentElement.lang = loaded.locale;
  }, [loaded]);
  const copy = useMemo<Copy | null>(() => {
    if (loaded === null) return null;
    const t = createTranslate(loaded.locale, loaded.messages, finish);
    return {
      locale: loaded.locale,
      t,
      providerName: (provider) => (provider ? providerNames[provider] : t('provider.unknown')),
      finish,
    };
  }, [loaded, finish]);
  return copy === null ? null : <CopyContext value={copy}>{props.children}</CopyContext>;
}

/** A language's words; English is there at once, the others are fetched from the app's own files. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  switch (locale) {
    case 'en':
      return en;
    case 'fr-CA':
      return (await import('./fr-ca.ts')).frCa;
    case 'es':
      return (await import('./es.ts')).es;
  }
}

/** How each language calls itself. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  'fr-CA': 'Français (Canada)',
  es: 'Español',
};

/** Puts an extension into words; nothing for an account without one. */
export function useExtension(): (extension: string) => string {
  const { t } = useCopy();
  return (extension) => (extension === '' ? '' : t('account.extension', { extension }));
}
