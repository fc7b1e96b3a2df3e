import type { Locale } from '../../preload/contract/state.ts';

/** Words for a view that could not be drawn. They stand apart: the rest of the window, with its words, is lost then. */
export const lostWords: Readonly<
  Record<Locale, { readonly title: string; readonly text: string; readonly reload: string }>
> = {
  en: {
    title: 'This page couldn’t be shown',
    text: 'Sonar came across something it can’t show. Your accounts on this computer stay as they are. Reload the page; if this comes back, tell your administrator.',
    reload: 'Reload',
  },
  'fr-CA': {
    title: 'Cette page n’a pas pu être affichée',
    text: 'Sonar a rencontré quelque chose qu’il ne peut pas afficher. Vos comptes sur cet ordinateur restent tels quels. Rechargez la page; si cela se reproduit, prévenez votre administrateur.',
    reload: 'Recharger',
  },
  es: {
    title: 'No se pudo mostrar esta página',
    text: 'Sonar encontró algo que no puede mostrar. Tus cuentas en este equipo siguen como estaban. Recarga la página; si vuelve a ocurrir, avisa a tu administrador.',
    reload: 'Recargar',
  },
};

/** The words in the language that the window was in. */
export function lostWordsFor(lang: string): (typeof lostWords)[Locale] {
  const locale = (Object.keys(lostWords) as Locale[]).find((one) => one === lang);
  return lostWords[locale ?? 'en'];
}
