import { createHash } from 'node:crypto';
import type { Locale } from '../../preload/contract/state.ts';

/** A whole HTTP answer body with the headers that must go with it. */
interface CallbackDocument {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const style = `
:root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --text: #1c1e21; --quiet: #5a6069; --edge: #d8dbe0; --mark: #0b6e4f; }
@media (prefers-color-scheme: dark) {
  :root { --page: #131416; --card: #1d1f22; --text: #eceef0; --quiet: #a8aeb7; --edge: #34373c; --mark: #5ad1a4; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 420px; width: 100%; padding: 40px 32px; text-align: center; background: var(--card); border: 1px solid var(--edge); border-radius: 8px; }
svg { width: 40px; height: 40px; color: var(--mark); }
body:not(.done) svg { color: var(--quiet); }
h1 { margin: 16px 0 8px; font-size: 22px; line-height: 1.3; font-weight: 600; }
p { margin: 0; color: var(--quiet); }
`;

/** Drawn, not loaded; decorative, so screen readers pass over it. */
const marks: Readonly<Record<CallbackPage, string>> = {
  done: '<path d="m12 20.5 5.5 5.5L28.5 15"/>',
  'not-finished': '<path d="M20 12v10m0 5.5v.5"/>',
  'wrong-page': '<path d="M13 20h14"/>',
  'opened-elsewhere': '<path d="M20 12v10m0 5.5v.5"/>',
  'unknown-browser': '<path d="M20 12v10m0 5.5v.5"/>',
  incomplete: '<path d="M20 12v10m0 5.5v.5"/>',
};

/**
 * One of a few constant documents: no script, nothing remote, light and dark, and no part of the request in it
 * (RFC 6749 section 3.1.2.5, RFC 9700 section 4.2). The policy allows exactly this style sheet.
 */
export function renderCallbackPage(page: CallbackPage, locale: Locale): CallbackDocument {
  const { headline, detail } = callbackWords[locale][page];
  const body = Buffer.from(`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline} – Sonar</title>
<style>${style}</style>
</head>
<body class="${page}">
<main>
<svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="20" cy="20" r="18"/>${marks[page]}</svg>
<h1>${headline}</h1>
<p>${detail}</p>
</main>
</body>
</html>
`);
  return { headers: { ...pageHeaders(), 'content-length': String(body.length) }, body };
}

/** Headers of every answer of the listener, whether it has a body or not. */
export function pageHeaders(): Record<string, string> {
  const styleHash = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
  };
}

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

/** The name of one of them. */
export type CallbackPage = (typeof callbackPages)[number];

/** The words of one page; plain text. */
interface CallbackWords {
  readonly headline: string;
  readonly detail: string;
}

/** All words that the browser shows, per language. `done` speaks of the answer only: the app is still checking it. */
const callbackWords: Readonly<Record<Locale, Readonly<Record<CallbackPage, CallbackWords>>>> = {
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
