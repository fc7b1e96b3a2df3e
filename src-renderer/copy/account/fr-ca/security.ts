/** French (Canada) words of account security, remembered choices and devices. ICU MessageFormat. */
export const security = {
  'nav.label': 'Pages de ce compte',
  'nav.settings': 'Sécurité du compte',
  'nav.choices': 'Choix mémorisés',
  'nav.devices': 'Mes appareils',
  'nav.review': 'Vérification',
  'nav.activity': 'Activité',
  'nav.support': 'Assistance',
  'account.organization': 'votre organisation',
  'load.loading': 'Chargement…',
  'when.both': '{relative} ({date})',

  'security.title': 'Modifier la sécurité du compte',
  'security.sso': 'Authentification unique',
  'security.sso.text':
    'Les comptes Google et Microsoft qui ouvrent ce compte Sonar. Lier un compte n’ajoute aucune adresse : aucun message vocal n’y est envoyé.',
  'security.on':
    '{count, plural, one {# compte lié ouvre ce compte Sonar.} other {# comptes liés ouvrent ce compte Sonar.}}',
  'security.off': 'Activez l’option pour lier un compte {provider}. Votre navigateur s’ouvrira.',
  'security.locked.provider':
    'Géré par votre organisation : {provider} n’est pas permis sur cet ordinateur.',
  'security.locked.linking':
    'Géré par votre organisation : on ne peut pas lier de comptes sur cet ordinateur.',
  'security.locked.sso': 'L’authentification unique est désactivée pour ce compte Sonar.',
  'security.add': 'Lier un autre compte {provider}',
  'security.announce.on': '{provider} ouvre maintenant ce compte',
  'security.announce.off': '{provider} est désactivé pour ce compte',
  'security.announce.removed': '{email} retiré',

  'proof.title': 'Confirmez que c’est vous',
  'proof.text.provider':
    'Vous vous êtes connecté il y a plus de dix minutes, et ce que vous allez faire a un effet durable. Confirmez d’abord avec {provider}; la suite se fera automatiquement.',
  'proof.text.password':
    'Vous vous êtes connecté il y a plus de dix minutes, et ce que vous allez faire a un effet durable. Entrez d’abord le mot de passe Sonar de {username}; la suite se fera automatiquement.',
  'proof.confirm': 'Confirmer',

  'link.by':
    '{by, select, match {Lié par son adresse} password {Lié avec le mot de passe Sonar} other {Lié depuis les paramètres}}, {date}',
  'link.used': 'Dernière utilisation : {when}',
  'link.never-used': 'Pas encore utilisé',
  'link.current': 'Cette session',
  'link.no-email': 'Compte {provider} sans adresse',
  'link.twin': '{email} ({provider}, lié le {date})',
  'link.remove': 'Retirer',
  'link.remove-of': 'Retirer {email}',

  'unlink.provider.title': 'Désactiver {provider} pour {name}?',
  'unlink.provider.confirm': 'Désactiver {provider}',
  'unlink.link.title': 'Retirer {email}?',
  'unlink.link.confirm': 'Retirer',
  'unlink.text':
    'Ce compte ne s’ouvrira plus avec {emails}. Vous pourrez lier de nouveau en tout temps, ici ou avec votre mot de passe Sonar.',
  'unlink.current':
    'Vous êtes connecté ainsi en ce moment : vous devrez vous connecter de nouveau.',
  'unlink.left': 'Ce qui ouvre encore le compte : {ways}.',
  'unlink.nothing-left': 'Rien d’autre n’ouvre ce compte.',
  'unlink.way': '{email} ({provider})',
  'unlink.password': 'votre mot de passe Sonar',
  'last.title': 'C’est le dernier accès à {name}',
  'last.text':
    'Le compte n’a pas de mot de passe Sonar et rien d’autre n’est lié. Sans cet accès, vous ne pourrez plus entrer, à moins que votre responsable de bureau ne vous aide.',
  'last.confirm': 'Retirer quand même',

  'addresses.title': 'Adresses de ce compte',
  'addresses.text':
    'Quiconque se connecte à Google ou à Microsoft avec l’une d’elles peut ouvrir le compte.',
  'addresses.none': 'Ce compte n’a aucune adresse.',
  'addresses.notifications-only': 'Avis seulement',
  'addresses.notifications-only.text': 'Reçoit les messages vocaux et les avis; n’ouvre rien.',
  'addresses.several-addresses':
    'Une des {count, plural, one {# adresse} other {# adresses}} qui peuvent ouvrir ce compte, y compris celles de la messagerie vocale.',
  'addresses.shared-address':
    '{count, plural, =0 {Ouvre aussi un compte ailleurs.} one {Ouvre aussi # autre compte{elsewhere, select, yes { et un compte ailleurs} other {}}.} other {Ouvre aussi # autres comptes{elsewhere, select, yes { et un compte ailleurs} other {}}.}} Quiconque lit cette boîte peut entrer : un groupe de distribution est plus sûr.',
  'addresses.outside-domain': 'Hors des domaines de votre organisation.',
  'addresses.advice':
    'Votre responsable de bureau peut réserver une adresse aux avis, pour qu’elle n’ouvre rien.',

  'choices.title': 'Choix mémorisés',
  'choices.text':
    'Certains comptes Google et Microsoft ouvrent plusieurs comptes Sonar. Voici ce que chacun ouvre sans demander.',
  'choices.list': 'Choix mémorisés',
  'choices.none': 'Rien n’est mémorisé sur cet ordinateur.',
  'choices.opens': 'Ouvre',
  'choices.opens-of': 'Ouvre, pour {identity}',
  'choices.always-ask': 'Toujours demander',
  'choices.forget': 'Oublier',
  'choices.forget-of': 'Oublier {identity}',
  'choices.forget.text':
    'Une fois le choix oublié, la prochaine connexion vous le redemandera et mémorisera le nouveau.',
  'choices.locked':
    'Géré par votre organisation : les choix ne sont pas mémorisés sur cet ordinateur.',
  'choices.announce.opens': '{identity} ouvre désormais {name}',
  'choices.announce.asks': '{identity} : le choix sera demandé chaque fois',
  'choices.announce.forgotten': 'Choix de {identity} oublié',

  'devices.title': 'Mes appareils',
  'devices.text': 'Ordinateurs et téléphones où {name} est connecté.',
  'devices.list': 'Appareils',
  'devices.none': 'Aucun appareil n’est connecté.',
  'devices.current': 'Cet ordinateur',
  'devices.since': 'Connecté le {date}',
  'devices.seen': 'Dernière activité : {when}',
  'devices.sign-out': 'Déconnecter',
  'devices.sign-out-of': 'Déconnecter {device}',
  'devices.ask.title': 'Déconnecter {device}?',
  'devices.ask.text': 'Sonar cessera d’y fonctionner jusqu’à ce que quelqu’un se connecte.',
  'devices.announce': '{device} est déconnecté',

  'leave.title': 'Façons de se déconnecter',
  'leave.here': 'Se déconnecter',
  'leave.here.text': 'Ce compte seulement, sur cet ordinateur seulement. Il reste dans la liste.',
  'leave.remove': 'Retirer de cet ordinateur',
  'leave.remove.text':
    'Déconnecte ce compte ici, puis l’oublie avec le choix que vous aviez fait pour lui.',
  'leave.sso': 'Retirer l’authentification unique',
  'leave.sso.text':
    'Google ou Microsoft n’ouvre plus le compte, sur aucun ordinateur. L’option se trouve dans la sécurité du compte.',
  'leave.sso.action': 'Aller à l’authentification unique',
  'leave.everywhere': 'Se déconnecter partout',
  'leave.everywhere.text':
    'Sur tous les ordinateurs et téléphones, celui-ci compris. Les comptes liés restent liés.',
} as const;
