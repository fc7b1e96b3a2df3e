import type { Messages } from './en.ts';

/** French (Canada): all words that are needed before a page of the account is opened. */
export const frCa: Messages = {
  // On the way to being signed in.
  'provider.unknown': 'votre fournisseur',
  'language.label': 'Langue',
  'help.open': 'Aide',
  'policy.managed': 'Géré par votre organisation',
  'policy.unread': 'Verrouillé jusqu’à ce que Sonar puisse lire les paramètres',
  'verb.cancel': 'Annuler',
  'verb.back': 'Retour',
  'verb.use-another': 'Utiliser un autre compte {anyProvider}',

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
  'signed-out.go-on': 'Poursuivre en tant que {email}',
  'signed-out.go-on-no-email': 'Poursuivre avec votre connexion {provider}',
  'signed-out.known': 'Comptes sur cet ordinateur',
  'signed-out.no-password': 'Votre organisation utilise {anyProvider} pour la connexion.',
  'signed-out.shared-computer':
    'Ordinateur partagé : votre session prendra fin quand vous quitterez Sonar.',

  'password.show': 'Afficher le mot de passe',
  'password.hide': 'Masquer le mot de passe',
  'password.caps-lock': 'Le verrouillage des majuscules est activé',

  'waiting.title': 'Terminez la connexion dans votre navigateur',
  'waiting.text':
    'Votre navigateur devrait maintenant afficher {provider}. Revenez ici quand vous aurez terminé.',
  'waiting.agree':
    '{provider} demande encore une fois votre accord. Choisissez Continuer dans votre navigateur.',
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
  'checking.password': 'Vérification auprès de Sonar…',

  'choosing.title': 'Choisissez un compte',
  'choosing.first-time':
    '{email} ouvre {count, plural, one {# compte Sonar} other {# comptes Sonar}}.',
  'choosing.first-time-no-email':
    'Votre compte {provider} ouvre {count, plural, one {# compte Sonar} other {# comptes Sonar}}.',
  'choosing.always-ask': 'Vous avez demandé à choisir à chaque connexion.',
  'choosing.remembered-vanished':
    'Le compte choisi la dernière fois ne peut plus être ouvert de cette façon. Choisissez-en un autre.',
  'choosing.remembered-open':
    'Le compte qui s’ouvre sans question est déjà ouvert ici. Choisissez-en un autre.',
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
  'home.still-signed-in': 'Votre session reste ouverte.',
  'home.retry': 'Essayer maintenant',
  'home.accounts': 'Autres comptes',
  'home.add': 'Ajouter un compte',
  'home.one-account':
    'Géré par votre organisation : un compte à la fois. Déconnectez-vous pour en utiliser un autre.',
  'home.announce.switched': 'Compte actif : {name}',

  'home.sign-out': 'Se déconnecter',
  'home.sign-out.more': 'Autres façons de se déconnecter',
  'home.sign-out.hint': 'Sur cet ordinateur. Le compte reste dans la liste.',
  'home.remove': 'Retirer de cet ordinateur…',
  'home.remove.hint': 'Déconnecte et oublie le compte ainsi que le choix mémorisé.',
  'home.everywhere': 'Se déconnecter partout…',
  'home.everywhere.hint': 'Déconnecte tous vos ordinateurs et téléphones.',
  'home.browser': 'Se déconnecter de {provider} dans le navigateur…',
  'home.browser.hint': 'Y déconnecte tous les comptes {provider}. Sonar reste connecté.',

  'remove.title': 'Retirer {name} de cet ordinateur?',
  'remove.text':
    'Votre session prendra fin ici, et Sonar oubliera ce compte et le choix que vous aviez fait. Rien ne change sur vos autres ordinateurs ni pour les comptes {anyProvider} liés.',
  'remove.confirm': 'Retirer le compte',
  'everywhere.title': 'Déconnecter {name} partout?',
  'everywhere.text':
    'Tous les ordinateurs et téléphones où ce compte est ouvert seront déconnectés, y compris celui-ci. Les comptes {anyProvider} restent liés.',
  'everywhere.confirm': 'Se déconnecter partout',
  'browser.title': 'Se déconnecter de {provider} dans votre navigateur?',
  'browser.text':
    'La page de déconnexion de {provider} s’ouvre. Elle déconnecte tous les comptes {provider} de ce navigateur, sur les autres sites aussi. Vous restez connecté à Sonar.',
  'browser.confirm': 'Se déconnecter dans le navigateur',

  'idle.title': 'Êtes-vous toujours là?',
  'idle.text':
    'Personne n’a utilisé cet ordinateur depuis un moment. Toutes les personnes connectées à Sonar ici seront déconnectées.',
  'idle.left':
    '{seconds, plural, one {Déconnexion dans # seconde} other {Déconnexion dans # secondes}}',
  'idle.stay': 'Rester connecté',
  'idle.leave': 'Se déconnecter maintenant',

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
  'notice.codes.title':
    '{count, plural, one {Un code à usage unique a été émis pour ce compte} other {# codes à usage unique ont été émis pour ce compte}}',
  'notice.codes.text':
    'Émis par {by, select, none {le soutien de Sonar} other {{by}}} le {issued}. {used, select, none {Personne ne l’a encore utilisé.} other {Utilisé le {used}{device, select, none {} other {, sur {device}}}.}}',
  'notice.codes.unasked': 'Si vous n’êtes pas au courant, dites-le à votre responsable de bureau.',
  'notice.links.review': 'Voir les façons de se connecter',
  'notice.review.title':
    '{day, select, none {Personne n’a encore vérifié qui peut entrer} other {Aucune vérification depuis le {day}}}',
  'notice.review.text':
    'Passez en revue les adresses et les comptes liés qui ouvrent les comptes de votre organisation.',
  'notice.review.open': 'Ouvrir la vérification',
  'notice.review.later': 'Me le rappeler dans une semaine',
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
  'notice.browser.title': 'Vous êtes peut-être encore connecté à {provider}',
  'notice.browser.text':
    'La personne suivante pourrait utiliser votre compte dans le navigateur. La page de déconnexion de {provider} y déconnecte tous les comptes {provider}.',
  'notice.browser.action': 'Se déconnecter aussi de {provider}',
  'notice.memory.title': 'Votre session prendra fin quand vous quitterez Sonar',
  'notice.memory.text':
    'Le trousseau de cet ordinateur n’est pas accessible : Sonar ne peut pas garder votre session plus longtemps.',
  'notice.memory-policy.text':
    'Votre organisation a configuré cet ordinateur comme partagé : rien n’est conservé.',
  'notice.policy-unread.title': 'Sonar ne peut pas lire les paramètres de votre organisation',
  'notice.policy-unread.text':
    'Tant que Sonar ne peut pas lire {place, select, file {les fichiers de stratégie} registry {les stratégies du registre} other {le profil de configuration}} de cet ordinateur, {session, select, offline {votre session reste ouverte mais hors ligne, et personne d’autre ne peut se connecter} other {personne d’autre ne peut se connecter; les personnes connectées le restent}}. Envoyez les détails à votre administrateur.',
  'notice.one-account.title': 'Votre organisation ne permet pas de changer de compte ici',
  'notice.one-account.text':
    'Déconnectez-vous d’abord. Vous pourrez ensuite vous connecter avec un autre compte.',
  'notice.policy-broken.title': 'Une partie des paramètres de votre organisation est inutilisable',
  'notice.policy-broken.text':
    'Par prudence, Sonar verrouille ce qui en dépend. Envoyez les détails à votre administrateur.',
  'notice.unsaved.title': 'Les changements ne sont pas conservés sur cet ordinateur',
  'notice.unsaved.text':
    'Sonar ne peut pas écrire dans son dossier de paramètres; le disque est peut-être plein ou en lecture seule. Les nouvelles connexions, les choix et les paramètres seront perdus quand vous quitterez Sonar. Libérez de l’espace ou consultez votre administrateur.',
  'notice.untold.title': 'Sonar ne sait pas encore que vous vous êtes déconnecté',
  'notice.untold.text':
    'Vous êtes déconnecté de cet ordinateur. Sonar en sera avisé automatiquement dès qu’il sera joignable; si possible, laissez cette fenêtre ouverte d’ici là.',
  'notice.stays-in-tray.title': 'Sonar reste dans la zone de notification',
  'notice.stays-in-tray.text':
    'Vous avez fermé la fenêtre et Sonar est resté ouvert pour que vos comptes restent en ligne. Pour quitter, choisissez Quitter Sonar dans le menu de son icône de la zone de notification.',
  'notice.starts-with-computer.title': 'Sonar démarre avec cet ordinateur',
  'notice.starts-with-computer.text':
    'Votre organisation l’a défini ainsi. La fenêtre reste fermée jusqu’à ce que vous l’ouvriez. La page « Cet ordinateur » indique si vous pouvez le modifier.',
  'notice.restored.title': 'Vos paramètres ont été réparés',
  'notice.restored.text':
    'Le fichier des paramètres était endommagé. Sonar a gardé ce qui était lisible et a repris le reste de sa copie, s’il y en avait une. Vérifiez vos comptes, votre langue et vos choix mémorisés.',
  'notice.reset.title': 'Vos paramètres ont été perdus',
  'notice.reset.text':
    'Le fichier des paramètres était endommagé et il n’y avait pas de copie. Reconnectez-vous; les comptes, les choix mémorisés et la langue repartent de zéro.',

  // Every code: what happened, then what to do.
  'error.browser-not-opened.title': 'Impossible d’ouvrir votre navigateur',
  'error.browser-not-opened.detail': 'Copiez le lien et ouvrez-le vous-même dans votre navigateur.',
  'error.browser-wants-https.title': 'Votre navigateur exige une connexion sécurisée',
  'error.browser-wants-https.detail':
    'Copiez le lien dans un autre navigateur ou consultez votre administrateur.',
  'error.browser-not-recognized.title': 'La réponse vient d’un autre navigateur',
  'error.browser-not-recognized.detail':
    'Rouvrez la page et terminez dans le même navigateur, qui doit accepter les témoins.',
  'error.opened-elsewhere.title': 'Quelqu’un d’autre a ouvert cette connexion',
  'error.opened-elsewhere.detail':
    'Une personne ou un programme y était aussi; nous avons arrêté. Réessayez. Si cela se répète, prévenez votre administrateur.',
  'error.answer-incomplete.title': '{provider} ne vous a pas encore connecté',
  'error.answer-incomplete.detail': 'Rien n’a été modifié. Rouvrez la page et connectez-vous-y.',
  'error.callback-unavailable.title': 'Sonar n’a pas pu recevoir la réponse',
  'error.callback-unavailable.detail':
    'Un autre programme fait peut-être obstacle. Réessayez. Si cela se répète, redémarrez Sonar.',
  'error.timed-out.title': 'La connexion a pris trop de temps',
  'error.timed-out.detail':
    'La page dans votre navigateur n’est plus reliée à Sonar. Fermez-la, puis réessayez.',
  'error.access-denied.title':
    '{who, select, none {Le fournisseur} other {{who}}} n’a pas donné l’accès',
  'error.access-denied.detail':
    'Vous ou votre organisation avez refusé la demande. Réessayez ou utilisez un autre compte.',
  'error.provider-unreachable.title': 'Impossible de joindre {provider}',
  'error.provider-unreachable.detail': 'Vérifiez votre connexion, puis réessayez.',
  'error.provider-busy.title': '{provider} ne peut pas répondre pour le moment',
  'error.provider-busy.detail':
    '{time, select, none {Attendez une minute, puis réessayez.} other {Réessayez après {time}.}}',
  'error.provider-refused.title':
    '{who, select, none {Le fournisseur} other {{who}}} a rejeté la demande',
  'error.provider-refused.detail':
    'Rien n’a été modifié. Envoyez les détails à votre administrateur.',
  'error.interaction-required.title': 'Confirmez que c’est toujours vous',
  'error.interaction-required.detail':
    '{who, select, none {Le fournisseur} other {{who}}} a une question à vous poser dans le navigateur.',
  'error.consent-required.title': 'Votre organisation doit d’abord approuver Sonar',
  'error.consent-required.detail':
    'Envoyez les détails à votre administrateur {who, select, none {informatique} other {{who}}}.',
  'error.administrator-needed.title': 'Votre administrateur doit intervenir',
  'error.administrator-needed.detail':
    '{who, select, none {Le fournisseur} other {{who}}} n’autorise pas l’accès avec ce compte ou sur cet ordinateur. Envoyez les détails à votre administrateur.',
  'error.login-required.title': 'Confirmez que c’est toujours vous',
  'error.login-required.detail': 'Vous n’êtes plus connecté à {provider} dans le navigateur.',
  'error.identity-not-verified.title': 'Impossible de confirmer la réponse de {provider}',
  'error.identity-not-verified.detail':
    'Rien n’a été modifié. Réessayez. Si cela se répète, prévenez votre administrateur.',
  'error.sign-in-not-fresh.title':
    '{who, select, none {Le fournisseur} other {{who}}} n’a pas demandé de nouvelle connexion',
  'error.sign-in-not-fresh.detail':
    'Un ordinateur partagé l’exige. Réessayez. Si cela se répète, prévenez votre administrateur.',
  'error.clock-skew.title': 'L’horloge de cet ordinateur n’est pas à l’heure',
  'error.clock-skew.detail':
    'Activez le réglage automatique de la date et de l’heure, puis réessayez.',
  'error.network-portal.title': 'Ce réseau exige que vous vous y connectiez d’abord',
  'error.network-portal.detail':
    'Ouvrez sa page de connexion dans votre navigateur, puis réessayez.',
  'error.proxy-password.title':
    'Le serveur mandataire de ce réseau demande un nom et un mot de passe',
  'error.proxy-password.detail':
    'Sonar ne peut pas les fournir. Envoyez les détails à votre administrateur.',
  'error.connection-untrusted.title': 'Ce réseau modifie les connexions sécurisées',
  'error.connection-untrusted.detail':
    '{issuer, select, none {Cet ordinateur ne fait pas confiance à son certificat.} other {Son certificat vient de « {issuer} », à qui cet ordinateur ne fait pas confiance.}} Envoyez les détails à votre administrateur.',
  'error.offline.title': 'Vous êtes hors ligne',
  'error.offline.detail': 'Vérifiez votre connexion, puis réessayez.',
  'error.account-service-unreachable.title': 'Sonar n’est pas joignable pour le moment',
  'error.account-service-unreachable.detail':
    '{who, select, none {Vérifiez votre connexion, puis réessayez.} other {Votre connexion à {who} a réussi; il faudra un essai de plus.}}',
  'error.account-service-invalid.title':
    'Sonar a envoyé une réponse que cette version ne comprend pas',
  'error.account-service-invalid.detail': 'Rien n’a été modifié. Réessayez ou mettez Sonar à jour.',
  'error.sso-not-enabled.title':
    'L’authentification unique n’est pas encore activée pour {person, select, none {votre organisation} other {l’organisation de {person}}}',
  'error.sso-not-enabled.detail':
    'Utilisez {person, select, none {votre} other {le}} nom d’utilisateur Sonar ou demandez à participer {email, select, none {au projet pilote} other {(domaine prérempli)}}.',
  'error.sso-turned-off.title':
    'L’authentification unique est désactivée pour {person, select, none {ce compte} other {le compte de {person}}}',
  'error.sso-turned-off.detail':
    '{person, select, none {Votre responsable de bureau l’a désactivée. Votre nom d’utilisateur Sonar fonctionne toujours.} other {Le responsable de bureau l’a désactivée. Le nom d’utilisateur Sonar fonctionne toujours.}}',
  'error.account-disabled.title':
    '{person, select, none {Ce compte Sonar} other {Le compte Sonar de {person}}} est désactivé',
  'error.account-disabled.detail':
    'Consultez {person, select, none {votre} other {le}} responsable de bureau ou utilisez un autre compte.',
  'error.reverify-required.title': 'Confirmez que c’est toujours vous',
  'error.reverify-required.detail':
    '{who, select, none {Votre dernière confirmation remonte à un certain temps.} other {La dernière confirmation de {who} remonte à un certain temps.}}',
  'error.wrong-credentials.title':
    '{secret, select, code {Nom d’utilisateur ou code erroné} other {Nom d’utilisateur ou mot de passe erroné}}',
  'error.wrong-credentials.detail':
    '{tries, plural, =0 {{secret, select, code {Vérifiez les deux. Un code ne sert qu’une fois, et seul le plus récent est valable.} other {Vérifiez les deux et retapez le mot de passe.}}} one {Il vous reste # essai.} other {Il vous reste # essais.}}',
  'error.too-many-tries.title': 'Trop d’essais',
  'error.too-many-tries.detail':
    '{time, select, none {Attendez quelques minutes avant le prochain.} other {Le prochain sera possible à {time}.}}',
  'error.already-linked.title':
    '{email, select, none {Cette identité est déjà liée} other {{email} est déjà liée}} à un autre compte',
  'error.already-linked.detail': 'Connectez-vous à ce compte ou supprimez-y d’abord le lien.',
  'error.ticket-expired.title': 'Cela a pris un peu trop de temps',
  'error.ticket-expired.detail':
    'Réessayez : par sécurité, nous consultons {provider} une fois de plus.',
  'error.not-in-offer.title': 'Ce compte ne peut plus être ouvert de cette façon',
  'error.not-in-offer.detail': 'Choisissez-en un autre ou recommencez.',
  'error.last-way-in.title': 'C’est le dernier accès à ce compte',
  'error.last-way-in.detail': 'Ajoutez-en un autre avant de le retirer.',
  'error.not-office-manager.title': 'Réservé aux responsables de bureau',
  'error.not-office-manager.detail':
    'Vos droits ont peut-être changé depuis votre connexion. Adressez-vous à un autre responsable de bureau.',
  'error.not-found.title': 'Cet élément n’existe plus',
  'error.not-found.detail':
    'Il a peut-être été retiré sur un autre ordinateur. Vous n’avez rien d’autre à faire.',
  'error.identity-mismatch.title': 'C’était un autre compte {who, select, none {} other {{who}}}',
  'error.identity-mismatch.detail':
    '{email, select, none {Utilisez le même que la première fois.} other {Utilisez {email}.}} Rien n’a été modifié.',
  'error.session-expired.title':
    '{person, select, none {Votre session a pris fin} other {La session de {person} a pris fin}}',
  'error.session-expired.detail': 'Connectez-vous de nouveau pour continuer.',
  'error.keychain-locked.title': 'Votre trousseau est verrouillé',
  'error.keychain-locked.detail':
    'Votre session reste ouverte. Déverrouillez-le pour la conserver après un redémarrage.',
  'error.credential-store-unavailable.title':
    'Sonar ne peut pas garder votre session ouverte sur cet ordinateur',
  'error.credential-store-unavailable.detail':
    'Son trousseau n’est pas accessible. Vous pouvez continuer jusqu’à ce que vous quittiez Sonar.',
  'error.keychain-broken.title': 'L’installation de Sonar est endommagée',
  'error.keychain-broken.detail':
    'Sonar ne peut pas utiliser votre trousseau; les sessions prennent donc fin quand vous le quittez. Réinstallez Sonar ou consultez votre administrateur.',
  'error.blocked-by-policy.title':
    'Votre organisation n’autorise pas {who, select, none {cette façon de faire} other {{who}}} ici',
  'error.blocked-by-policy.detail':
    '{allowed, select, none {Demandez à votre administrateur comment vous connecter.} password {Connectez-vous avec votre nom d’utilisateur Sonar.} other {Connectez-vous avec {allowed}.}}',
  'error.autostart-unchanged.title': 'Cet ordinateur n’a pas accepté le changement',
  'error.autostart-unchanged.detail':
    'Sonar n’a pas pu modifier ce qui démarre avec l’ordinateur. Vérifiez les paramètres de démarrage de votre système ou consultez votre administrateur.',
  'error.call-in-progress.title': 'Vous êtes en communication',
  'error.call-in-progress.detail':
    'Terminez d’abord l’appel, puis changez de compte ou déconnectez-vous.',
  'error.bad-request.title': 'Un problème est survenu de notre côté',
  'error.bad-request.detail': 'Rien n’a été modifié. Envoyez les détails à votre administrateur.',
  'error.unexpected.title': 'Un problème est survenu de notre côté',
  'error.unexpected.detail':
    'Rien n’a été modifié. Réessayez. Si cela se répète, prévenez votre administrateur.',

  'action.try-again': 'Réessayer',
  'action.copy-link': 'Copier le lien',
  'action.copy-details': 'Copier les détails',
  'action.confirm': 'Confirmer avec {provider}',
  'action.ask-for-pilot': 'Demander à participer',
  'action.use-username': 'Utiliser le nom d’utilisateur',
  'action.use-another-account': 'Utiliser un autre compte',
  'action.use-that-account': 'Utiliser ce compte',
  'action.sign-in-as':
    '{name, select, none {Se connecter} other {Se connecter en tant que {name}}}',
  'action.sign-in-with': 'Se connecter avec {provider}',
  'action.get-help': 'Obtenir de l’aide',
  'action.continue': 'Continuer',
  'action.close': 'OK',
};
