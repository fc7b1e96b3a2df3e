import type { Locale } from '../../preload/contract.ts';

/** What a page on the redirect URI can say: the answer was taken, it ended the attempt, or nothing was waiting for it. */
export type CallbackPage = 'done' | 'not-finished' | 'wrong-page';

/** The words of one page; plain text. */
export interface CallbackWords {
  readonly headline: string;
  readonly detail: string;
}

/** All words that the browser shows, per language. `done` speaks of the answer only: the app is still checking it. */
export const callbackWords: Readonly<
  Record<Locale, Readonly<Record<CallbackPage, CallbackWords>>>
> = {
  en: {
    done: { headline: 'Got it', detail: 'You can close this tab and go back to Sonar.' },
    'not-finished': {
      headline: 'Sign-in didn’t finish',
      detail: 'Return to Sonar to try again.',
    },
    'wrong-page': {
      headline: 'There is nothing here',
      detail: 'Nothing was changed. You can close this tab.',
    },
  },
  'fr-CA': {
    done: {
      headline: 'C’est noté',
      detail: 'Vous pouvez fermer cet onglet et revenir à Sonar.',
    },
    'not-finished': {
      headline: 'La connexion n’est pas terminée',
      detail: 'Revenez à Sonar pour réessayer.',
    },
    'wrong-page': {
      headline: 'Il n’y a rien ici',
      detail: 'Rien n’a été modifié. Vous pouvez fermer cet onglet.',
    },
  },
  es: {
    done: { headline: 'Recibido', detail: 'Puede cerrar esta pestaña y volver a Sonar.' },
    'not-finished': {
      headline: 'No se completó el inicio de sesión',
      detail: 'Vuelva a Sonar para intentarlo de nuevo.',
    },
    'wrong-page': {
      headline: 'Aquí no hay nada',
      detail: 'No se cambió nada. Puede cerrar esta pestaña.',
    },
  },
};

/** The first language of an Accept-Language header that we speak, by its weights; English when there is none. */
export function chooseCallbackLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = /^\s*q=([\d.]+)/.exec(parameters.join(';'))?.[1];
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight);
  for (const { language } of wanted) {
    if (language === 'en') return 'en';
    if (language === 'fr') return 'fr-CA';
    if (language === 'es') return 'es';
  }
  return 'en';
}
