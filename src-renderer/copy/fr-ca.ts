import type { Messages } from './en.ts';

/** French (Canada): the words of a window's first picture and of what is said there. */
export const frCa: Messages = {
  // On the way to being signed in.
  'provider.unknown': 'votre fournisseur',
  'action.sign-in-with': 'Se connecter avec {provider}',
  'language.label': 'Langue',
  'help.open': 'Aide',
  'policy.managed': 'Géré par votre organisation',
  'policy.unread': 'Verrouillé jusqu’à ce que Sonar puisse lire les paramètres',
  'verb.cancel': 'Annuler',
  'verb.back': 'Retour',

  'starting.title': 'Sonar',
  'starting.text': 'Démarrage…',

  'signed-out.title': 'Se connecter à Sonar',
  'signed-out.text': 'Utilisez le compte fourni par votre organisation.',
  'signed-out.text-add': 'Ajoutez un autre compte sur cet ordinateur.',
  'signed-out.text-returning':
    'Heureux de vous revoir. Reprenez votre compte ou utilisez-en un autre.',
  'signed-out.microsoft-hint': 'Compte professionnel ou scolaire (Office 365)',
  'signed-out.or': 'ou',
  'signed-out.password-form': 'Se connecter avec un nom d’utilisateur Sonar',
  'signed-out.code-form': 'Utiliser un code à usage unique',
  'signed-out.code': 'Code à usage unique',
  'signed-out.code-text':
    'Quand {anyProvider} ne répond pas, votre responsable de bureau ou le soutien de Sonar peut vous donner un code. Il fonctionne une seule fois, sur cet ordinateur, pendant douze heures au plus.',
  'signed-out.username': 'Nom d’utilisateur Sonar',
  'signed-out.password': 'Mot de passe',
  'signed-out.submit': 'Se connecter',
  'signed-out.continue-as': 'Continuer en tant que {name}',
  'signed-out.known': 'Comptes sur cet ordinateur',
  'signed-out.no-password': 'Votre organisation utilise {anyProvider} pour la connexion.',
  'signed-out.shared-computer':
    'Ordinateur partagé : votre session prendra fin quand vous quitterez Sonar.',

  'password.show': 'Afficher le mot de passe',
  'password.hide': 'Masquer le mot de passe',
  'password.caps-lock': 'Le verrouillage des majuscules est activé',

  'waiting.link-copied': 'Lien copié',

  'checking.password': 'Vérification auprès de Sonar…',

  'account.extension': 'Poste {extension}',

  'details.copied': 'Détails copiés',

  'announce.linked': 'Compte lié',
  'announce.not-linked': 'Rien n’a été lié',
  'announce.cancelled': 'Connexion annulée',
  'announce.signed-in': 'Connecté en tant que {name}',
  'announce.signed-out': 'Déconnecté',

  // The signed-in view.
  'home.settings': 'Paramètres',
  'home.review': 'Vérification',
  'home.signed-in-with': 'Compte {provider} : {email}',
  'home.signed-in-with-no-email': 'Compte {provider}',
  'home.signed-in-password': 'Nom d’utilisateur et mot de passe Sonar',
  'home.signed-in-code': 'Connexion par code à usage unique (fin : {time})',
  'home.presence.online': 'En ligne',
  'home.presence.renewing': 'Connexion…',
  'home.presence.offline': 'Hors ligne',
  'home.presence.signed-out': 'Déconnecté',
  'home.accounts': 'Autres comptes',
  'home.add': 'Ajouter un compte',
  'home.one-account':
    'Géré par votre organisation : un compte à la fois. Déconnectez-vous pour en utiliser un autre.',
  'home.announce.switched': 'Compte actif : {name}',
  'home.sign-out': 'Se déconnecter',
};
