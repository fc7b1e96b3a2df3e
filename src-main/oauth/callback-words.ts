import type { Locale } from '../../preload/contract.ts';

/**
 * What a page of the listener can say: the answer was taken, it ended the attempt, or nothing was waiting for it; the
 * page was opened twice, the answer comes from a browser that has not opened it, or it holds nothing.
 */
export const callbackPages = [
  'done',
  'not-finished',
  'wrong-page',
  'opened-elsewhere',
  'unknown-browser',
  'incomplete',
] as const;
export type CallbackPage = (typeof callbackPages)[number];

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
    'opened-elsewhere': {
      headline: 'This sign-in was opened twice',
      detail: 'For safety it has ended. Return to Sonar to try again.',
    },
    'unknown-browser': {
      headline: 'This browser isn’t the one that Sonar opened',
      detail:
        'Nothing was changed. In Sonar, open the page again or copy its link, and finish in the same browser. It has to accept cookies.',
    },
    incomplete: {
      headline: 'You’re not signed in yet',
      detail: 'Return to Sonar and open the page again.',
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
    'opened-elsewhere': {
      headline: 'Cette connexion a été ouverte deux fois',
      detail: 'Par sécurité, elle a pris fin. Revenez à Sonar pour réessayer.',
    },
    'unknown-browser': {
      headline: 'Sonar n’a pas ouvert la page dans ce navigateur',
      detail:
        'Rien n’a été modifié. Dans Sonar, rouvrez la page ou copiez son lien, puis terminez dans le même navigateur. Il doit accepter les témoins.',
    },
    incomplete: {
      headline: 'Vous n’êtes pas encore connecté',
      detail: 'Revenez à Sonar et rouvrez la page.',
    },
  },
  es: {
    done: { headline: 'Recibido', detail: 'Puedes cerrar esta pestaña y volver a Sonar.' },
    'not-finished': {
      headline: 'No se completó el inicio de sesión',
      detail: 'Vuelve a Sonar para intentarlo de nuevo.',
    },
    'wrong-page': {
      headline: 'Aquí no hay nada',
      detail: 'No se cambió nada. Puedes cerrar esta pestaña.',
    },
    'opened-elsewhere': {
      headline: 'Este inicio de sesión se abrió dos veces',
      detail: 'Por seguridad, ha terminado. Vuelve a Sonar para intentarlo de nuevo.',
    },
    'unknown-browser': {
      headline: 'Este no es el navegador que abrió Sonar',
      detail:
        'No se cambió nada. En Sonar, abre la página otra vez o copia su enlace, y termina en el mismo navegador. Debe aceptar cookies.',
    },
    incomplete: {
      headline: 'Todavía no iniciaste sesión',
      detail: 'Vuelve a Sonar y abre la página otra vez.',
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
