import type { signIn as english } from '../en/sign-in.ts';

/** French (Canada): the views on the way to being signed in. */
export const signIn: Record<keyof typeof english, string> = {
  'provider.google': 'Google',
  'provider.microsoft': 'Microsoft',
  'provider.unknown': 'votre fournisseur',
  'language.label': 'Langue',
  'help.open': 'Aide',
  'policy.managed': 'Géré par votre organisation',
  'policy.unread': 'Verrouillé jusqu’à ce que Sonar puisse lire les paramètres',
  'verb.cancel': 'Annuler',
  'verb.back': 'Retour',
  'verb.use-another': 'Utiliser un autre compte Google ou Microsoft',

  'starting.title': 'Sonar',
  'starting.text': 'Démarrage…',

  'signed-out.title': 'Se connecter à Sonar',
  'signed-out.text': 'Utilisez le compte fourni par votre organisation.',
  'signed-out.text-add': 'Ajoutez un autre compte sur cet ordinateur.',
  'signed-out.text-returning':
    'Heureux de vous revoir. Reprenez votre compte ou utilisez-en un autre.',
  'signed-out.google': 'Se connecter avec Google',
  'signed-out.microsoft': 'Se connecter avec Microsoft',
  'signed-out.microsoft-hint': 'Compte professionnel ou scolaire',
  'signed-out.or': 'ou',
  'signed-out.password-form': 'Se connecter avec un nom d’utilisateur Sonar',
  'signed-out.username': 'Nom d’utilisateur Sonar',
  'signed-out.password': 'Mot de passe',
  'signed-out.submit': 'Se connecter',
  'signed-out.continue-as': 'Continuer en tant que {name}',
  'signed-out.go-on': 'Poursuivre en tant que {email}',
  'signed-out.go-on-no-email': 'Poursuivre avec votre connexion {provider}',
  'signed-out.known': 'Comptes sur cet ordinateur',
  'signed-out.no-password': 'Votre organisation utilise Google ou Microsoft pour la connexion.',
  'signed-out.shared-computer':
    'Ordinateur partagé : votre session prendra fin quand vous quitterez Sonar.',

  'password.show': 'Afficher le mot de passe',
  'password.hide': 'Masquer le mot de passe',
  'password.caps-lock': 'Le verrouillage des majuscules est activé',

  'waiting.title': 'Terminez la connexion dans votre navigateur',
  'waiting.text':
    'Votre navigateur devrait maintenant afficher {provider}. Revenez ici quand vous aurez terminé.',
  'waiting.opening': 'Ouverture de {provider} dans votre navigateur…',
  'waiting.late':
    'Votre navigateur n’a pas encore ouvert la page. Rouvrez-la ou copiez le lien dans votre navigateur.',
  'waiting.return': 'Revenez ici quand vous vous serez connecté à {provider}.',
  'waiting.not-opened':
    'Votre navigateur ne s’est pas ouvert. Ouvrez la page vous-même à l’aide de son adresse.',
  'waiting.state': 'En attente de {provider}',
  'waiting.time-left': 'Il reste {time}',
  'waiting.open-again': 'Rouvrir la page',
  'waiting.copy-link': 'Copier le lien',
  'waiting.link-copied': 'Lien copié',

  'checking.title': 'Connexion en cours',
  'checking.text': 'Votre connexion à {provider} a réussi. Nous cherchons votre compte Sonar…',
  'checking.password': 'Vérification de votre mot de passe Sonar…',

  'choosing.title': 'Choisissez un compte',
  'choosing.first-time':
    '{email} ouvre {count, plural, one {# compte Sonar} other {# comptes Sonar}}.',
  'choosing.first-time-no-email':
    'Votre compte {provider} ouvre {count, plural, one {# compte Sonar} other {# comptes Sonar}}.',
  'choosing.always-ask': 'Vous avez demandé à choisir à chaque connexion.',
  'choosing.remembered-vanished':
    'Le compte choisi la dernière fois ne peut plus être ouvert de cette façon. Choisissez-en un autre.',
  'choosing.remembered-open':
    'Le compte choisi la dernière fois est déjà ouvert ici. Choisissez-en un autre.',
  'choosing.list': 'Comptes Sonar',
  'choosing.filter': 'Filtrer les comptes',
  'choosing.filter-hint': 'Nom, organisation ou poste',
  'choosing.filter-clear': 'Effacer le filtre',
  'choosing.found': '{count, plural, =0 {Aucun compte} one {# compte} other {# comptes}}',
  'choosing.none': 'Aucun compte ne correspond à « {text} ».',
  'choosing.remember': 'Mémoriser ce choix',
  'choosing.remember-hint': 'La prochaine fois, il s’ouvrira sans question.',
  'choosing.opening': 'Ouverture du compte…',
  'account.extension': 'Poste {extension}',

  'linking.title': 'Liez votre compte Sonar',
  'linking.identity': 'Vous êtes connecté à {provider} : {email}',
  'linking.identity-no-email': 'Vous êtes connecté à {provider}',
  'linking.no-account':
    'Ce compte n’est pas encore lié à un compte Sonar. Connectez-vous une fois à Sonar pour le lier.',
  'linking.address-recycled':
    'Cette adresse appartenait auparavant à quelqu’un d’autre : entrez une fois votre mot de passe Sonar. Votre responsable de bureau a aussi été consulté.',
  'linking.link-removed':
    'Son lien avec Sonar a été retiré. Connectez-vous une fois à Sonar pour le rétablir.',
  'linking.not-authoritative':
    '{provider} ne peut pas se porter garant de cette adresse : entrez une fois votre mot de passe Sonar.',
  'linking.consequence':
    'Dorénavant, ce compte {provider} ouvrira ce compte Sonar. Il ne recevra pas vos messages vocaux.',
  'linking.submit': 'Lier et se connecter',
  'linking.another': 'Utiliser un autre compte',
  'linking.locked':
    'Votre organisation ne permet pas de lier des comptes sur cet ordinateur. Consultez votre responsable de bureau ou utilisez un autre compte.',

  'confirm-link.title': 'Lier {email} à ce compte?',
  'confirm-link.title-no-email': 'Lier ce compte {provider}?',
  'confirm-link.identity': '{email} s’est connecté à {provider} dans le navigateur',
  'confirm-link.identity-no-email': 'Il n’a aucune adresse que Sonar puisse afficher.',
  'confirm-link.consequence':
    'Désormais, ce compte {provider} ouvrira le compte Sonar de {name}. Il ne recevra pas ses messages vocaux.',
  'confirm-link.only-yours': 'Liez-le seulement s’il est à vous.',
  'confirm-link.link': 'Lier',
  'confirm-link.leave': 'Ne pas lier',

  'details.open': 'Détails',
  'details.code': 'Code',
  'details.correlation': 'Référence',
  'details.provider-number': 'Numéro du fournisseur',
  'details.copy': 'Copier les détails',
  'details.copied': 'Détails copiés',

  'announce.linked': 'Compte lié',
  'announce.not-linked': 'Rien n’a été lié',
  'announce.cancelled': 'Connexion annulée',
  'announce.signed-in': 'Connecté en tant que {name}',
  'announce.signed-out': 'Déconnecté',
};
