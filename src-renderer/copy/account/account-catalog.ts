import type { Locale } from '../../../preload/contract.ts';
import { en } from './en.ts';

/** The name of one text of the account's pages. */
export type AccountMessageKey = keyof typeof en;

/** One language's words: every key, no other. */
export type AccountMessages = Readonly<Record<AccountMessageKey, string>>;

/** A language's words for the account's pages; English comes with them, the others are fetched from the app's own files. */
export async function loadAccountMessages(locale: Locale): Promise<AccountMessages> {
  switch (locale) {
    case 'en':
      return en;
    case 'fr-CA':
      return (await import('./fr-ca.ts')).frCa;
    case 'es':
      return (await import('./es.ts')).es;
  }
}
