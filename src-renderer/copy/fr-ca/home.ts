import type { home as english } from '../en/home.ts';

/** French (Canada): the signed-in view. */
export const home: Record<keyof typeof english, string> = {
  'home.settings': 'Paramètres',
  'home.review': 'Vérification',
  'home.signed-in-with': 'Compte {provider} : {email}',
  'home.signed-in-with-no-email': 'Compte {provider}',
  'home.signed-in-password': 'Nom d’utilisateur et mot de passe Sonar',
  'home.presence.online': 'En ligne',
  'home.presence.renewing': 'Connexion…',
  'home.presence.offline': 'Hors ligne',
  'home.presence.signed-out': 'Déconnecté',
  'home.still-signed-in': 'Votre session reste ouverte.',
  'home.retry': 'Essayer maintenant',
  'home.accounts': 'Autres comptes',
  'home.add': 'Ajouter un compte',
  'home.announce.switched': 'Compte actif : {name}',

  'home.sign-out': 'Se déconnecter',
  'home.sign-out.more': 'Autres façons de se déconnecter',
  'home.sign-out.hint': 'Sur cet ordinateur. Le compte reste dans la liste.',
  'home.remove': 'Retirer de cet ordinateur…',
  'home.remove.hint': 'Déconnecte et oublie le compte ainsi que le choix mémorisé.',
  'home.everywhere': 'Se déconnecter partout…',
  'home.everywhere.hint': 'Déconnecte tous vos ordinateurs et téléphones.',

  'remove.title': 'Retirer {name} de cet ordinateur?',
  'remove.text':
    'Votre session prendra fin ici, et Sonar oubliera ce compte et le choix que vous aviez fait. Rien ne change sur vos autres ordinateurs ni pour les comptes Google ou Microsoft liés.',
  'remove.confirm': 'Retirer le compte',
  'everywhere.title': 'Déconnecter {name} partout?',
  'everywhere.text':
    'Tous les ordinateurs et téléphones où ce compte est ouvert seront déconnectés, y compris celui-ci. Les comptes Google ou Microsoft restent liés.',
  'everywhere.confirm': 'Se déconnecter partout',

  'notice.confirm.title': 'Confirmez que c’est toujours vous',
  'notice.confirm.text':
    '{provider} souhaite vérifier votre identité. Tout continue de fonctionner pendant ce temps.',
  'notice.confirm.action': 'Confirmer avec {provider}',
  'notice.renamed.title': '{provider} a changé votre adresse',
  'notice.renamed.text': '{from} est devenue {to}. Elle ouvre toujours ce compte.',
  'notice.renamed.text-no-email': '{from} a changé de nom. Elle ouvre toujours ce compte.',
  'notice.links.title':
    '{count, plural, one {Une nouvelle façon d’ouvrir ce compte} other {# nouvelles façons d’ouvrir ce compte}}',
  'notice.links.text':
    '{email, select, none {Un compte {provider}} other {{email} ({provider})}} peut maintenant ouvrir ce compte. {by, select, match {Reconnu par son adresse} password {Lié avec le mot de passe Sonar} other {Ajouté dans les paramètres}} le {date}{device, select, none {} other {, sur {device}}}.',
  'notice.links.more': '{count, plural, one {Et # autre.} other {Et # autres.}}',
  'notice.links.review': 'Voir les façons de se connecter',
  'notice.dismiss': 'Compris',
  'notice.keychain-locked.title': 'Votre trousseau est verrouillé',
  'notice.keychain-locked.text':
    'Votre session y est conservée. Déverrouillez-le pour vous reconnecter.',
  'notice.credential-store-unavailable.title': 'Sonar ne peut pas accéder à votre trousseau',
  'notice.credential-store-unavailable.text':
    'Votre session y est conservée : Sonar ne peut pas se reconnecter. Redémarrez cet ordinateur ou consultez votre administrateur.',
  'notice.keychain-broken.title': 'L’installation de Sonar est endommagée',
  'notice.keychain-broken.text':
    'Sonar ne peut pas lire votre session dans le trousseau. Réinstallez Sonar ou consultez votre administrateur.',
  'notice.memory.title': 'Votre session prendra fin quand vous quitterez Sonar',
  'notice.memory.text':
    'Le trousseau de cet ordinateur n’est pas accessible : Sonar ne peut pas garder votre session plus longtemps.',
  'notice.memory-policy.text':
    'Votre organisation a configuré cet ordinateur comme partagé : rien n’est conservé.',
  'notice.policy-unread.title': 'Sonar ne peut pas lire les paramètres de votre organisation',
  'notice.policy-unread.text':
    'Tant que Sonar ne peut pas lire {place, select, file {les fichiers de stratégie} registry {les stratégies du registre} other {le profil de configuration}} de cet ordinateur, {session, select, offline {votre session reste ouverte mais hors ligne, et personne d’autre ne peut se connecter} other {personne d’autre ne peut se connecter; les personnes connectées le restent}}. Envoyez les détails à votre administrateur.',
  'notice.policy-broken.title': 'Une partie des paramètres de votre organisation est inutilisable',
  'notice.policy-broken.text':
    'Par prudence, Sonar verrouille ce qui en dépend. Envoyez les détails à votre administrateur.',
  'notice.unsaved.title': 'Les changements ne sont pas conservés sur cet ordinateur',
  'notice.unsaved.text':
    'Sonar ne peut pas écrire dans son dossier de paramètres; le disque est peut-être plein ou en lecture seule. Les nouvelles connexions, les choix et les paramètres seront perdus quand vous quitterez Sonar. Libérez de l’espace ou consultez votre administrateur.',
  'notice.untold.title': 'Sonar ne sait pas encore que vous vous êtes déconnecté',
  'notice.untold.text':
    'Vous êtes déconnecté de cet ordinateur. Sonar en sera avisé automatiquement dès qu’il sera joignable; si possible, laissez cette fenêtre ouverte d’ici là.',
  'notice.restored.title': 'Vos paramètres ont été réparés',
  'notice.restored.text':
    'Le fichier des paramètres était endommagé. Sonar a gardé ce qui était lisible et a repris le reste de sa copie, s’il y en avait une. Vérifiez vos comptes, votre langue et vos choix mémorisés.',
  'notice.reset.title': 'Vos paramètres ont été perdus',
  'notice.reset.text':
    'Le fichier des paramètres était endommagé et il n’y avait pas de copie. Reconnectez-vous; les comptes, les choix mémorisés et la langue repartent de zéro.',
};
