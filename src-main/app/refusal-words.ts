import type { Locale } from '../../preload/contract.ts';
import type { StartRefusal } from './refuse-to-start.ts';

/** What the message box says to whoever opened an app that cannot start; the cause stands below, as on stderr. */
export const refusalWords: Readonly<
  Record<Locale, Readonly<Record<StartRefusal | 'title' | 'close', string>>>
> = {
  en: {
    title: 'Sonar can’t start',
    close: 'Close',
    configuration:
      'Something that was set up for Sonar on this computer can’t be used. Show this to your administrator.',
    'no-folder':
      'Sonar found no folder on this computer that it may write to. Free some space, or ask your administrator.',
    damaged: 'Sonar’s own files are incomplete. Install Sonar again.',
    unexpected:
      'Something unexpected happened. Try again; if it happens again, install Sonar again.',
  },
  'fr-CA': {
    title: 'Sonar ne peut pas démarrer',
    close: 'Fermer',
    configuration:
      'Un réglage de Sonar sur cet ordinateur est inutilisable. Montrez ce message à votre administrateur.',
    'no-folder':
      'Sonar n’a trouvé aucun dossier où écrire sur cet ordinateur. Libérez de l’espace ou consultez votre administrateur.',
    damaged: 'Il manque des fichiers de Sonar. Installez Sonar de nouveau.',
    unexpected:
      'Une erreur inattendue s’est produite. Réessayez; si elle se reproduit, installez Sonar de nouveau.',
  },
  es: {
    title: 'Sonar no puede iniciarse',
    close: 'Cerrar',
    configuration:
      'Algo que se configuró para Sonar en este equipo no se puede usar. Muéstraselo a tu administrador.',
    'no-folder':
      'Sonar no encontró en este equipo ninguna carpeta en la que pueda escribir. Libera espacio o consulta a tu administrador.',
    damaged: 'Faltan archivos de Sonar. Vuelve a instalar Sonar.',
    unexpected:
      'Ocurrió algo inesperado. Inténtalo de nuevo; si vuelve a ocurrir, reinstala Sonar.',
  },
};
