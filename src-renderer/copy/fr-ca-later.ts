import type { LaterMessages } from './en-later.ts';

/** French (Canada): all other words, loaded once the first picture is drawn. */
export const frCa: LaterMessages = {
  // On the way to being signed in.
  'verb.use-another': 'Utiliser un autre compte {anyProvider}',

  'signed-out.go-on': 'Poursuivre en tant que {email}',
  'signed-out.go-on-no-email': 'Poursuivre avec votre connexion {provider}',

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

  'checking.title': 'Connexion en cours',
  'checking.text': 'Votre connexion à {provider} a réussi. Nous cherchons votre compte Sonar…',

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

  // The signed-in view.
  'home.still-signed-in': 'Votre session reste ouverte.',
  'home.retry': 'Essayer maintenant',

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
  'action.get-help': 'Obtenir de l’aide',
  'action.continue': 'Continuer',
  'action.close': 'OK',

  // Account security, remembered choices and devices.
  'nav.label': 'Pages de ce compte',
  'nav.settings': 'Sécurité du compte',
  'nav.choices': 'Choix mémorisés',
  'nav.devices': 'Mes appareils',
  'nav.computer': 'Cet ordinateur',
  'nav.label.none': 'Pages de Sonar',
  'nav.review': 'Vérification',
  'nav.activity': 'Activité',
  'nav.support': 'Assistance',
  'account.organization': 'votre organisation',
  'load.loading': 'Chargement…',
  'when.both': '{relative} ({date})',

  'security.title': 'Modifier la sécurité du compte',
  'security.sso': 'Authentification unique',
  'security.sso.text':
    'Les comptes {everyProvider} qui ouvrent ce compte Sonar. Lier un compte n’ajoute aucune adresse : aucun message vocal n’y est envoyé.',
  'security.on':
    '{count, plural, one {# compte lié ouvre ce compte Sonar.} other {# comptes liés ouvrent ce compte Sonar.}}',
  'security.off': 'Activez l’option pour lier un compte {provider}. Votre navigateur s’ouvrira.',
  'security.locked.provider':
    'Géré par votre organisation : {provider} n’est pas permis sur cet ordinateur.',
  'security.locked.linking':
    'Géré par votre organisation : on ne peut pas lier de comptes sur cet ordinateur.',
  'security.locked.sso': 'L’authentification unique est désactivée pour ce compte Sonar.',
  'security.locked.code':
    'Vous êtes connecté par un code à usage unique, qui ne permet pas de changer ceci.',
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
    'Quiconque se connecte à {anyProvider} avec l’une d’elles peut ouvrir le compte.',
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
  'addresses.voicemail':
    'Pour recevoir la messagerie vocale à une autre adresse, ajoutez-la dans votre profil Sonar : elle pourra aussi ouvrir le compte, tant que votre responsable de bureau ne l’aura pas réservée aux avis.',
  'addresses.voicemail.add': 'Ajouter une adresse pour la messagerie vocale',

  'choices.title': 'Choix mémorisés',
  'choices.text':
    'Certains comptes {everyProvider} ouvrent plusieurs comptes Sonar. Voici ce que chacun ouvre sans demander.',
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
  'choices.preferred':
    '{locked, select, yes {Géré par votre organisation : si une connexion ouvre plusieurs comptes, {username} est ouvert s’il en fait partie, quel que soit le choix fait ici.} other {Votre organisation suggère {username} si une connexion ouvre plusieurs comptes. Votre choix fait ici l’emporte.}}',
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
    '{anyProvider} n’ouvre plus le compte, sur aucun ordinateur. L’option se trouve dans la sécurité du compte.',
  'leave.sso.action': 'Aller à l’authentification unique',
  'leave.everywhere': 'Se déconnecter partout',
  'leave.everywhere.text':
    'Sur tous les ordinateurs et téléphones, celui-ci compris. Les comptes liés restent liés.',

  // The office managers’ pages.
  'review.title': 'Vérification',
  'review.text':
    'Les adresses et les comptes liés qui ouvrent les comptes Sonar de {organization}, les plus risqués d’abord.',
  'review.table': 'Qui peut entrer',
  'review.col.account': 'Compte Sonar',
  'review.col.addresses': 'Adresses',
  'review.col.links': 'Comptes liés',
  'review.col.sso': 'Authentification unique',
  'review.filter': 'Filtrer les comptes',
  'review.filter-hint': 'Nom, poste ou adresse',
  'review.filter-clear': 'Effacer le filtre',
  'review.only-risky': 'À risque seulement',
  'review.found': '{count, plural, =0 {Aucun compte} one {# compte} other {# comptes}}',
  'review.none': 'Aucun compte ne correspond.',
  'review.last':
    '{day, select, none {Pas encore vérifié.} other {Dernière vérification : le {day}.}}',
  'review.mark': 'Marquer comme vérifié',
  'review.marked': 'Marqué comme vérifié',
  'review.export': 'Exporter',
  'review.exported': 'Enregistré sous {path}',
  'review.disabled': 'Désactivé',
  'review.safe': 'Rien de risqué',
  'risk.address-recycled': 'Une adresse a un nouveau titulaire. Décidez plus haut.',
  'risk.shared-address':
    'Adresse partagée : quiconque lit cette boîte aux lettres peut entrer. Utilisez un groupe de distribution.',
  'risk.several-addresses':
    '{count, plural, one {# adresse peut} other {# adresses peuvent}} l’ouvrir. Réservez aux avis celles de la messagerie vocale.',
  'risk.outside-domain': 'Une adresse hors de vos domaines peut l’ouvrir.',
  'review.address.none': 'Aucune adresse',
  'review.address.also': '{also, select, yes {Ouvre aussi} other {Ouvre}} {names}',
  'review.address.more': '{count, plural, one {# autre} other {# autres}}',
  'review.address.elsewhere': '{also, select, yes {Ouvre aussi} other {Ouvre}} un compte ailleurs',
  'review.address.outside': 'Hors de vos domaines',
  'review.address.notifications': 'Avis seulement',
  'review.address.notifications-of': 'Avis seulement : {email}, {name}',
  'review.sso': 'Authentification unique',
  'review.sso-of': 'Authentification unique pour {name}',
  'review.links.none': 'Aucun compte lié',
  'review.link.about':
    '{provider} · {by, select, match {par adresse} password {par mot de passe} other {depuis les paramètres}}',
  'review.link.used': 'utilisé {when}',
  'review.link.never-used': 'pas encore utilisé',
  'review.link.remove-of': 'Retirer {email} de {name}',
  'review.code': 'Code à usage unique',
  'review.code-of': 'Code à usage unique pour {name}',
  'review.code.title': 'Émettre un code à usage unique pour {name}?',
  'review.code.text':
    'Pour un jour où {anyProvider} ne répond pas. Une personne, un ordinateur, une journée : le code ouvre ce compte une seule fois et prend fin après douze heures, avec ce qu’il a ouvert. {name} en est avisé, et un code émis plus tôt cesse de fonctionner avec ce qu’il a ouvert. Assurez-vous de savoir qui le demande.',
  'review.code.confirm': 'Émettre un code',
  'review.code.shown.title': 'Code à usage unique pour {name}',
  'review.code.shown.text':
    'Dites-le au téléphone ou en personne, pas par courriel ni par clavardage. Avec le nom d’utilisateur Sonar {username}, il fonctionne une seule fois, sur un seul ordinateur (fin : {time}). Il ne sera plus affiché.',
  'review.code.done': 'Terminé',
  'review.announce.code': 'Un code à usage unique a été émis pour {name}',
  'review.unlink.title': 'Retirer {email} de {name}?',
  'review.unlink.text':
    'Il n’ouvrira plus ce compte, et quiconque s’est connecté avec lui sera déconnecté. On pourra le lier de nouveau avec le mot de passe Sonar.',
  'review.own-sso.title': 'Désactiver l’authentification unique de votre propre compte?',
  'review.own-sso.text':
    '{everyProvider} ne l’ouvriront plus{by, select, password {} other {, et votre session prendra fin aussitôt}}. Pour la réactiver, connectez-vous avec votre nom d’utilisateur Sonar ou adressez-vous à un autre responsable de bureau.',
  'review.own-sso.confirm': 'Désactiver',
  'review.announce.sso-on': 'L’authentification unique est activée pour {name}',
  'review.announce.sso-off': 'L’authentification unique est désactivée pour {name}',
  'review.announce.notifications': '{email} ne sert plus qu’aux avis',
  'review.announce.sign-in': '{email} peut se connecter',

  'recycled.title': 'Adresses passées à un nouveau titulaire',
  'recycled.text':
    'Approuver : le nouveau titulaire entre par cette adresse, l’ancien n’y entre plus. Refuser : l’adresse ne laisse entrer le nouveau titulaire qu’avec le mot de passe Sonar.',
  'recycled.seen': 'Un autre compte {provider} l’utilise, vu {when}.',
  'recycled.opens': 'Elle ouvre {names}.',
  'recycled.approve': 'Approuver',
  'recycled.approve-of': 'Approuver {email}',
  'recycled.refuse': 'Refuser',
  'recycled.refuse-of': 'Refuser {email}',
  'recycled.ask.title': 'Laisser entrer le nouveau titulaire de {email}?',
  'recycled.ask.text':
    'Le lien de l’ancien titulaire est retiré. N’approuvez que si vous savez qui a cette adresse maintenant.',
  'recycled.announce.approve': '{email} approuvée',
  'recycled.announce.refuse': '{email} refusée',

  'activity.title': 'Activité',
  'activity.text': 'Tout ce qui a touché aux accès de {organization}, le plus récent d’abord.',
  'activity.table': 'Activité',
  'activity.col.at': 'Quand',
  'activity.col.what': 'Quoi',
  'activity.col.who': 'Qui',
  'activity.col.account': 'Compte Sonar',
  'activity.col.device': 'Appareil',
  'activity.older': 'Afficher les précédents',
  'activity.older.announce':
    '{count, plural, one {# événement de plus} other {# événements de plus}}',
  'activity.none': 'Rien ne s’est encore passé.',
  'activity.end': 'C’est tout.',
  'activity.somebody': 'Personne inconnue',
  'activity.other': 'Autre chose ({what})',
  'audit.signed-in': 'Connexion',
  'audit.sign-in-refused': 'Connexion refusée',
  'audit.password-refused': 'Mauvais mot de passe',
  'audit.offered': 'Choix d’un compte demandé',
  'audit.link-required': 'Mot de passe Sonar demandé pour lier',
  'audit.linked': 'Lien créé',
  'audit.link-removed': 'Lien retiré',
  'audit.link-ended': 'Lien retiré en même temps que son adresse',
  'audit.provider-turned-off': '{anyProvider} désactivé',
  'audit.session-refreshed': 'Session renouvelée',
  'audit.session-ended': 'Session terminée',
  'audit.refresh-token-reused': 'Session arrêtée : sa clé a servi deux fois',
  'audit.session-key-refused': 'Renouvellement refusé : il ne venait pas de l’appareil connecté',
  'audit.reverified': 'Confirmé par le fournisseur',
  'audit.reverify-refused': 'Confirmation refusée',
  'audit.signed-out': 'Déconnexion',
  'audit.signed-out-everywhere': 'Déconnexion partout',
  'audit.device-signed-out': 'Appareil déconnecté',
  'audit.softphone-token-issued': 'Accès accordé au téléphone logiciel',
  'audit.new-links-told': 'Nouveaux liens vus par leur titulaire',
  'audit.provisioned': 'Téléphone logiciel configuré',
  'audit.account-sso-changed': 'Authentification unique modifiée pour le compte',
  'audit.address-purpose-changed': 'Usage d’une adresse modifié',
  'audit.address-recycled': 'Adresse passée à un nouveau titulaire',
  'audit.recycled-decided': 'Décision sur une adresse passée à un nouveau titulaire',
  'audit.review-exported': 'Vérification exportée',
  'audit.break-glass-issued': 'Code à usage unique émis',
  'audit.break-glass-used': 'Connexion par code à usage unique',
  'audit.break-glass-refused': 'Code à usage unique refusé',
  'audit.reviewed': 'Marqué comme vérifié',
  'audit.changed-by-operator': 'Modifié par Sonar',

  // The support page.
  'support.title': 'Assistance',
  'support.text':
    'Trouvez ce qui bloque, ou envoyez les détails à une personne qui peut vous aider.',
  'support.help': 'Ouvrir la page d’aide',

  'self-test.title': 'Autotest',
  'self-test.text': 'Vérifie tout ce qu’il faut pour se connecter. Cela prend quelques secondes.',
  'self-test.run': 'Lancer l’autotest',
  'self-test.again': 'Relancer',
  'self-test.running': 'Vérification…',
  'self-test.list': 'Résultats',
  'self-test.summary':
    '{count, plural, =0 {Tout est en ordre.} one {# point demande votre attention.} other {# points demandent votre attention.}}',
  'self-test.status.passed': 'En ordre',
  'self-test.status.warning': 'Bon à savoir',
  'self-test.status.failed': 'Bloquant',
  'self-test.name.callback': 'Réponse du navigateur',
  'self-test.name.sonar': 'Sonar',
  'self-test.name.certificate': 'Connexion sécurisée',
  'self-test.name.clock': 'Horloge',
  'self-test.name.keychain': 'Trousseau',
  'self-test.name.policy': 'Stratégie',
  'self-test.name.screen': 'Verrouillage de l’écran',
  'self-test.passed.callback': 'Sonar peut la recevoir sur cet ordinateur ({detail}).',
  'self-test.passed.provider': 'Répond ({detail}).',
  'self-test.passed.sonar': 'Répond ({detail}).',
  'self-test.passed.certificate':
    '{detail, select, none {Cet ordinateur lui fait confiance.} other {Garantie par {detail}.}}',
  'self-test.passed.clock': 'À l’heure, à une minute près ({detail}).',
  'self-test.passed.keychain': 'Garde votre session ouverte après un redémarrage.',
  'self-test.passed.policy': 'Toutes les valeurs définies sont comprises.',
  'self-test.passed.screen': 'Déconnecte tout le monde lorsqu’il est verrouillé.',
  'self-test.warning.keychain':
    'Non accessible : votre session prend fin quand vous quittez Sonar.',
  'self-test.warning.policy':
    '{count, plural, one {# valeur n’est pas comprise; ce qu’elle concerne peut être verrouillé.} other {# valeurs ne sont pas comprises; ce qu’elles concernent peut être verrouillé.}} Prévenez votre administrateur.',
  'self-test.warning.lock':
    'Ce système ne dit pas à Sonar quand son écran est verrouillé. Déconnectez-vous avant de partir et parlez-en à votre administrateur.',
  'self-test.warning.idle':
    'Ce système ne dit pas à Sonar depuis quand personne ne l’a touché, ou quelqu’un l’a touché tout ce temps.',
  'self-test.warning.other': 'Cela fonctionne, mais pas tout à fait comme prévu.',

  'report.title': 'Détails pour l’assistance',
  'report.text':
    'Copie un rapport : la version, la stratégie, les dernières étapes des connexions et, au besoin, un message pour votre administrateur. Il ne contient jamais de mots de passe ni de clés.',
  'report.locked':
    'Géré par votre organisation : on ne peut ni copier ni enregistrer les détails sur cet ordinateur.',

  'bundle.open': 'Enregistrer un dossier d’assistance…',
  'bundle.collecting': 'Collecte en cours…',
  'bundle.title': 'Dossier d’assistance',
  'bundle.text':
    'Voici tout ce que le fichier contiendra. Il peut nommer des serveurs et des organisations; il ne contient jamais de mots de passe ni de clés. Rien n’est envoyé : vous choisissez à qui le donner.',
  'bundle.files': 'Fichiers du dossier',
  'bundle.save': 'Enregistrer…',
  'bundle.close': 'Fermer',

  // What is set for this computer.
  'computer.title': 'Cet ordinateur',
  'computer.text': 'Comment Sonar se comporte ici, peu importe qui est connecté.',
  'computer.settings': 'Paramètres',
  'computer.notifications': 'Notifications',
  'computer.notifications.text':
    'Lorsqu’une session prend fin, doit être confirmée ou attend le trousseau.',
  'computer.notifications.locked':
    'Géré par votre organisation : les notifications sont {on, select, yes {activées} other {désactivées}} sur cet ordinateur.',
  'computer.start': 'Démarrer avec l’ordinateur',
  'computer.start.text': 'Sonar démarre à l’ouverture de votre session, sans sa fenêtre.',
  'computer.start.locked':
    'Géré par votre organisation : Sonar {on, select, yes {démarre} other {ne démarre pas}} avec cet ordinateur.',
  'computer.window': 'Fermeture de la fenêtre',
  'computer.window.tray':
    'Sonar reste dans la zone de notification quand vous fermez sa fenêtre. Pour quitter, choisissez Quitter Sonar dans le menu de son icône.',
  'computer.window.quit': 'Sonar se ferme quand vous fermez sa fenêtre.',
  'computer.window.dock':
    'Sonar reste ouvert quand vous fermez sa fenêtre. Pour quitter, choisissez Quitter Sonar dans son menu.',

  'about.title': 'À propos de Sonar',
  'about.version': 'Sonar {version}',
  'about.store':
    '{store, select, keychain {Les sessions sont gardées dans le trousseau.} other {Les sessions prennent fin quand vous quittez Sonar.}}',
  'about.policy.none': 'Votre organisation n’a rien défini ici.',
  'about.policy.provider': '{provider} n’est pas permis.',
  'about.policy.password': 'Les noms d’utilisateur Sonar ne servent pas à se connecter.',
  'about.policy.linking': 'On ne peut pas lier de comptes ici.',
  'about.policy.switching': 'Un seul compte à la fois peut être connecté.',
  'about.policy.remember': 'Les choix ne sont pas mémorisés.',
  'about.policy.keep': 'Rien n’est conservé quand vous quittez Sonar.',
  'about.policy.diagnostics': 'On ne peut ni copier ni enregistrer les détails.',
  'about.policy.locales': 'Langues : {languages}.',
};
