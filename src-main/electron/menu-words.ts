import type { Locale } from '../../preload/contract/state.ts';

/** The words of the menu. What is left to Electron is English in every language. */
export interface MenuWords {
  readonly file: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly delete: string;
  readonly selectAll: string;
  readonly view: string;
  readonly resetZoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly togglefullscreen: string;
  readonly accounts: string;
  readonly window: string;
  readonly minimize: string;
  readonly close: string;
  /** macOS alone; the name of the app is a part of them there. */
  readonly about: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly unhide: string;
  readonly quitApp: string;
}

/** The words by language. */
export const menuWords: Readonly<Record<Locale, MenuWords>> = {
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    delete: 'Delete',
    selectAll: 'Select all',
    view: 'View',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Full screen',
    accounts: 'Accounts',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
    about: 'About Sonar',
    hide: 'Hide Sonar',
    hideOthers: 'Hide others',
    unhide: 'Show all',
    quitApp: 'Quit Sonar',
  },
  'fr-CA': {
    file: 'Fichier',
    quit: 'Quitter',
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    delete: 'Supprimer',
    selectAll: 'Tout sélectionner',
    view: 'Affichage',
    resetZoom: 'Taille réelle',
    zoomIn: 'Zoom avant',
    zoomOut: 'Zoom arrière',
    togglefullscreen: 'Plein écran',
    accounts: 'Comptes',
    window: 'Fenêtre',
    minimize: 'Réduire',
    close: 'Fermer',
    about: 'À propos de Sonar',
    hide: 'Masquer Sonar',
    hideOthers: 'Masquer les autres',
    unhide: 'Tout afficher',
    quitApp: 'Quitter Sonar',
  },
  es: {
    file: 'Archivo',
    quit: 'Salir',
    edit: 'Edición',
    undo: 'Deshacer',
    redo: 'Rehacer',
    cut: 'Cortar',
    copy: 'Copiar',
    paste: 'Pegar',
    delete: 'Eliminar',
    selectAll: 'Seleccionar todo',
    view: 'Ver',
    resetZoom: 'Tamaño real',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    togglefullscreen: 'Pantalla completa',
    accounts: 'Cuentas',
    window: 'Ventana',
    minimize: 'Minimizar',
    close: 'Cerrar',
    about: 'Acerca de Sonar',
    hide: 'Ocultar Sonar',
    hideOthers: 'Ocultar los demás',
    unhide: 'Mostrar todo',
    quitApp: 'Salir de Sonar',
  },
};
