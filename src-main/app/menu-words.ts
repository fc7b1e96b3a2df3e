import type { Locale } from '../../preload/contract.ts';

/** The words of the menu; those of its roles come from the system. */
export const menuWords: Readonly<
  Record<Locale, { readonly file: string; readonly view: string; readonly accounts: string }>
> = {
  en: { file: 'File', view: 'View', accounts: 'Accounts' },
  'fr-CA': { file: 'Fichier', view: 'Affichage', accounts: 'Comptes' },
  es: { file: 'Archivo', view: 'Ver', accounts: 'Cuentas' },
};
