import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { type Provider, providerNames } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import { whenIdle } from '../platform.ts';
import { en, type MessageKey, type Messages } from './en.ts';
import type { LaterMessageKey, LaterMessages } from './en-later.ts';
import { createTranslate, type Translate } from './translator.ts';

/** The words and formats of the language in use. `Key`: the texts that are there for certain. */
export interface Copy<Key extends string = MessageKey> {
  readonly locale: Locale;
  readonly t: Translate<Key>;
  /** The provider's name as it stands inside a sentence. */
  readonly providerName: (provider: Provider | null | undefined) => string;
}

/** With all words, for whatever is not in a window's first picture. */
export type WholeCopy = Copy<MessageKey | LaterMessageKey>;

const CopyContext = createContext<Copy | null>(null);
const WholeCopyContext = createContext<WholeCopy | null>(null);

/** The words of the first picture; only below a `CopyProvider`. */
export function useCopy(): Copy {
  const copy = use(CopyContext);
  if (copy === null) throw new Error('useCopy needs a CopyProvider above it.');
  return copy;
}

/** All words; null until they are there. */
export function useWholeCopyOnceThere(): WholeCopy | null {
  return use(WholeCopyContext);
}

/** All words; only where something above waits for them, as `later` does. */
export function useWholeCopy(): WholeCopy {
  const copy = use(WholeCopyContext);
  if (copy === null)
    throw new Error('useWholeCopy needs something above it that waits for the words.');
  return copy;
}

interface Words {
  readonly locale: Locale;
  readonly messages: Messages;
  /** Null until they are there. */
  readonly later: LaterMessages | null;
}

/** There without waiting for it. */
const english: Words = { locale: 'en', messages: en, later: null };

function keep(text: string): string {
  return text;
}

/** Makes the words of `locale` available below; shows nothing until the first ones are there. */
export function CopyProvider(props: {
  readonly locale: Locale;
  readonly finish?: ((text: string) => string) | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { locale, finish = keep } = props;
  const words = useWords(locale);
  useEffect(() => {
    if (words !== null) document.documentElement.lang = words.locale;
  }, [words]);
  const whole = useMemo(() => {
    if (words === null || words.later === null) return null;
    return copyOf(words.locale, { ...words.messages, ...words.later }, finish);
  }, [words, finish]);
  // Kept when the others come: what is drawn with it stays as it is.
  const { locale: shown, messages } = words ?? {};
  const first = useMemo(
    () => (shown && messages ? copyOf(shown, messages, finish) : null),
    [shown, messages, finish],
  );
  return (
    first && (
      <CopyContext value={first}>
        <WholeCopyContext value={whole}>{props.children}</WholeCopyContext>
      </CopyContext>
    )
  );
}

function copyOf<Key extends string>(
  locale: Locale,
  messages: Readonly<Record<Key | MessageKey, string>>,
  finish: (text: string) => string,
): Copy<Key | MessageKey> {
  const t = createTranslate<Key | MessageKey>(locale, messages, finish);
  return {
    locale,
    t,
    providerName: (provider) => (provider ? providerNames[provider] : t('provider.unknown')),
  };
}

/**
 * The words of `locale`: those of the first picture as soon as they are there, the others once it is drawn. When the
 * language changes, the old words stay until all new ones have come, so that no view is in two languages.
 */
function useWords(locale: Locale): Words | null {
  const [words, setWords] = useState(locale === 'en' ? english : null);
  const isFirst = words === null;
  const isCurrent = words?.locale === locale;
  const isWhole = isCurrent && words?.later !== null;
  useEffect(() => {
    if (isWhole) return;
    let current = true;
    const show = (loaded: Words) => {
      if (current) setWords(loaded);
    };
    // Whoever waits for them would wait for ever: the window says that it could not be shown.
    const fail = (error: unknown) => {
      if (!current) return;
      setWords(() => {
        throw error;
      });
    };
    const load = () => void loadWords(locale, isFirst).then(show, fail);
    const handle = isCurrent ? whenIdle(load) : 0;
    if (!isCurrent) load();
    return () => {
      current = false;
      cancelIdleCallback(handle);
    };
  }, [locale, isFirst, isCurrent, isWhole]);
  return words;
}

async function loadWords(locale: Locale, onlyFirst: boolean): Promise<Words> {
  const [messages, later] = await Promise.all([
    loadMessages(locale),
    onlyFirst ? null : loadLaterMessages(locale),
  ]);
  return { locale, messages, later };
}

/** A language's first words; English is there at once, the others are fetched from the app's own files. */
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

/** A language's other words, fetched from the app's own files. */
export async function loadLaterMessages(locale: Locale): Promise<LaterMessages> {
  switch (locale) {
    case 'en':
      return (await import('./en-later.ts')).en;
    case 'fr-CA':
      return (await import('./fr-ca-later.ts')).frCa;
    case 'es':
      return (await import('./es-later.ts')).es;
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
