import type { Locale } from '../../preload/contract.ts';
import { en } from './en.ts';

/** The name of one text. */
export type MessageKey = keyof typeof en;

/** One language's words: every key, no other. */
export type Messages = Readonly<Record<MessageKey, string>>;

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
