import type { Locale } from '../../preload/contract.ts';

/** The words of the box that comes up when the window cannot: they are main's own. */
export const giveUpWords: Readonly<
  Record<Locale, { readonly title: string; readonly detail: string; readonly close: string }>
> = {
  en: {
    title: 'Sonar has to close',
    detail:
      'Its window stopped working several times within a minute. Open Sonar again. If this repeats, tell your administrator.',
    close: 'Close',
  },
  'fr-CA': {
    title: 'Sonar doit se fermer',
    detail:
      'Sa fenêtre a cessé de fonctionner plusieurs fois en une minute. Rouvrez Sonar. Si cela se reproduit, avisez votre administrateur.',
    close: 'Fermer',
  },
  es: {
    title: 'Sonar tiene que cerrarse',
    detail:
      'Su ventana dejó de funcionar varias veces en un minuto. Vuelve a abrir Sonar. Si se repite, avisa a tu administrador.',
    close: 'Cerrar',
  },
};
