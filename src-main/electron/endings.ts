import type { Locale } from '../../preload/contract/state.ts';

/**
 * Why the app ends without the person having asked for it, and the exit code that says so: as in sysexits.h. A second
 * start, which ends with 0, is not among them.
 */
export const exitCodes = {
  /** A setting of the environment, of the command line or of the configuration that cannot be used (`EX_CONFIG`). */
  configuration: 78,
  /** No folder takes the lock and Electron's own files (`EX_CANTCREAT`). */
  'no-folder': 73,
  /** A part of the program is missing, or cannot be loaded (`EX_SOFTWARE`). */
  damaged: 70,
  /** The page of the window was lost too often. */
  'page-lost': 70,
  unexpected: 70,
} as const;

/** Why the app ends. */
export type Ending = keyof typeof exitCodes;

/** The words of the message box that says why the app ends: they are main's own, for there is no page to show them. */
export const endingWords: Readonly<
  Record<Locale, Readonly<Record<Ending | 'cannot-start' | 'has-to-close' | 'close', string>>>
> = {
  en: {
    'cannot-start': 'Sonar can’t start',
    'has-to-close': 'Sonar has to close',
    close: 'Close',
    configuration:
      'Something that was set up for Sonar on this computer can’t be used. Show this to your administrator.',
    'no-folder':
      'Sonar found no folder on this computer that it may write to. Free some space, or ask your administrator.',
    damaged: 'Sonar’s own files are incomplete. Install Sonar again.',
    'page-lost':
      'Its window stopped working several times within a minute. Open Sonar again. If this repeats, tell your administrator.',
    unexpected:
      'Something unexpected happened. Try again; if it happens again, install Sonar again.',
  },
  'fr-CA': {
    'cannot-start': 'Sonar ne peut pas démarrer',
    'has-to-close': 'Sonar doit se fermer',
    close: 'Fermer',
    configuration:
      'Un paramètre de Sonar sur cet ordinateur est inutilisable. Montrez ce message à votre administrateur.',
    'no-folder':
      'Sonar n’a trouvé aucun dossier où écrire sur cet ordinateur. Libérez de l’espace ou consultez votre administrateur.',
    damaged: 'Il manque des fichiers de Sonar. Installez Sonar de nouveau.',
    'page-lost':
      'Sa fenêtre a cessé de fonctionner plusieurs fois en une minute. Rouvrez Sonar. Si cela se reproduit, avisez votre administrateur.',
    unexpected:
      'Une erreur inattendue s’est produite. Réessayez; si elle se reproduit, installez Sonar de nouveau.',
  },
  es: {
    'cannot-start': 'Sonar no puede iniciarse',
    'has-to-close': 'Sonar tiene que cerrarse',
    close: 'Cerrar',
    configuration:
      'Algo que se configuró para Sonar en este equipo no se puede usar. Muéstraselo a tu administrador.',
    'no-folder':
      'Sonar no encontró en este equipo ninguna carpeta en la que pueda escribir. Libera espacio o consulta a tu administrador.',
    damaged: 'Faltan archivos de Sonar. Vuelve a instalar Sonar.',
    'page-lost':
      'Su ventana dejó de funcionar varias veces en un minuto. Vuelve a abrir Sonar. Si se repite, avisa a tu administrador.',
    unexpected:
      'Ocurrió algo inesperado. Inténtalo de nuevo; si vuelve a ocurrir, reinstala Sonar.',
  },
};
