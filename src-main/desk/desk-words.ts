import type { KnownAccount, Locale } from '../../preload/contract/state.ts';
import type { Attention } from '../session/softphone-sessions.ts';

/** The words outside the window; `{account}` and `{provider}` are filled in. */
export interface DeskWords {
  readonly open: string;
  readonly signIn: string;
  readonly signInAs: string;
  readonly openAgain: string;
  readonly cancel: string;
  readonly confirm: string;
  readonly unlock: string;
  readonly signOut: string;
  readonly waiting: string;
  readonly needsYou: string;
  readonly stays: { readonly title: string; readonly body: string };
  readonly states: Readonly<Record<KnownAccount['session']['status'] | 'keychain-locked', string>>;
  readonly notices: Readonly<
    Record<Attention['kind'], { readonly title: string; readonly body: string }>
  >;
}

/** The words by language. */
export const deskWords: Readonly<Record<Locale, DeskWords>> = {
  en: {
    open: 'Open Sonar',
    signIn: 'Sign in with {provider}',
    signInAs: 'Sign in again: {account}',
    openAgain: 'Open the page again',
    cancel: 'Cancel the sign-in',
    confirm: 'Confirm with {provider}: {account}',
    unlock: 'Your keychain is locked: try again',
    signOut: 'Sign out of {account}',
    waiting: 'Sonar: finish signing in in your browser',
    needsYou: 'Sonar needs you',
    stays: {
      title: 'Sonar stays in the tray',
      body: 'It keeps running. “Quit Sonar” in the menu of its icon quits.',
    },
    states: {
      online: 'online',
      renewing: 'connecting',
      offline: 'offline',
      'keychain-locked': 'keychain locked',
      'signed-out': 'signed out',
    },
    notices: {
      'session-ended': {
        title: '{account}: you’ve been signed out',
        body: 'Sign in again to use this account.',
      },
      confirm: {
        title: '{account}: please confirm it’s still you',
        body: 'You stay signed in meanwhile.',
      },
      'keychain-locked': {
        title: 'Your keychain is locked',
        body: 'Your sign-in is kept in it. Unlock it to go online.',
      },
    },
  },
  'fr-CA': {
    open: 'Ouvrir Sonar',
    signIn: 'Se connecter avec {provider}',
    signInAs: 'Se reconnecter : {account}',
    openAgain: 'Rouvrir la page',
    cancel: 'Annuler la connexion',
    confirm: 'Confirmer avec {provider} : {account}',
    unlock: 'Votre trousseau est verrouillé : réessayer',
    signOut: 'Se déconnecter : {account}',
    waiting: 'Sonar : terminez la connexion dans votre navigateur',
    needsYou: 'Sonar a besoin de vous',
    stays: {
      title: 'Sonar reste dans la zone de notification',
      body: 'Il reste ouvert. « Quitter Sonar » dans le menu de son icône le ferme.',
    },
    states: {
      online: 'en ligne',
      renewing: 'connexion en cours',
      offline: 'hors ligne',
      'keychain-locked': 'trousseau verrouillé',
      'signed-out': 'déconnecté',
    },
    notices: {
      'session-ended': {
        title: '{account} : vous avez été déconnecté',
        body: 'Reconnectez-vous pour utiliser ce compte.',
      },
      confirm: {
        title: '{account} : confirmez que c’est toujours vous',
        body: 'Vous restez connecté entre-temps.',
      },
      'keychain-locked': {
        title: 'Votre trousseau est verrouillé',
        body: 'Votre connexion y est conservée. Déverrouillez-le pour passer en ligne.',
      },
    },
  },
  es: {
    open: 'Abrir Sonar',
    signIn: 'Iniciar sesión con {provider}',
    signInAs: 'Iniciar sesión otra vez: {account}',
    openAgain: 'Abrir la página otra vez',
    cancel: 'Cancelar el inicio de sesión',
    confirm: 'Confirmar con {provider}: {account}',
    unlock: 'Tu llavero está bloqueado: reintentar',
    signOut: 'Cerrar la sesión de {account}',
    waiting: 'Sonar: termina de iniciar sesión en tu navegador',
    needsYou: 'Sonar te necesita',
    stays: {
      title: 'Sonar se queda en la bandeja',
      body: 'Sigue abierto. «Salir de Sonar», en el menú de su icono, lo cierra.',
    },
    states: {
      online: 'en línea',
      renewing: 'conectando',
      offline: 'sin conexión',
      'keychain-locked': 'llavero bloqueado',
      'signed-out': 'sesión cerrada',
    },
    notices: {
      'session-ended': {
        title: '{account}: se cerró tu sesión',
        body: 'Inicia sesión otra vez para usar esta cuenta.',
      },
      confirm: {
        title: '{account}: confirma que sigues siendo tú',
        body: 'Tu sesión sigue abierta mientras tanto.',
      },
      'keychain-locked': {
        title: 'Tu llavero está bloqueado',
        body: 'Ahí se guarda tu sesión. Desbloquéalo para conectarte.',
      },
    },
  },
};
