import type { errors as english } from '../en/errors.ts';

/** French (Canada): words for every code. */
export const errors: Record<keyof typeof english, string> = {
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
    '{who, select, google {Google} microsoft {Microsoft} other {Le fournisseur}} n’a pas donné l’accès',
  'error.access-denied.detail':
    'Vous ou votre organisation avez refusé la demande. Réessayez ou utilisez un autre compte.',
  'error.provider-unreachable.title': 'Impossible de joindre {provider}',
  'error.provider-unreachable.detail': 'Vérifiez votre connexion, puis réessayez.',
  'error.provider-busy.title': '{provider} ne peut pas répondre pour le moment',
  'error.provider-busy.detail':
    '{time, select, none {Attendez une minute, puis réessayez.} other {Réessayez après {time}.}}',
  'error.provider-refused.title':
    '{who, select, google {Google} microsoft {Microsoft} other {Le fournisseur}} a rejeté la demande',
  'error.provider-refused.detail':
    'Rien n’a été modifié. Envoyez les détails à votre administrateur.',
  'error.interaction-required.title': 'Confirmez que c’est toujours vous',
  'error.interaction-required.detail':
    '{who, select, google {Google} microsoft {Microsoft} other {Le fournisseur}} a une question à vous poser dans le navigateur.',
  'error.consent-required.title': 'Votre organisation doit d’abord approuver Sonar',
  'error.consent-required.detail':
    'Envoyez les détails à votre administrateur {who, select, google {Google} microsoft {Microsoft} other {informatique}}.',
  'error.administrator-needed.title': 'Votre administrateur doit intervenir',
  'error.administrator-needed.detail':
    '{who, select, google {Google} microsoft {Microsoft} other {Le fournisseur}} n’autorise pas l’accès avec ce compte ou sur cet ordinateur. Envoyez les détails à votre administrateur.',
  'error.login-required.title': 'Confirmez que c’est toujours vous',
  'error.login-required.detail': 'Vous n’êtes plus connecté à {provider} dans le navigateur.',
  'error.identity-not-verified.title': 'Impossible de confirmer la réponse de {provider}',
  'error.identity-not-verified.detail':
    'Rien n’a été modifié. Réessayez. Si cela se répète, prévenez votre administrateur.',
  'error.sign-in-not-fresh.title':
    '{who, select, google {Google} microsoft {Microsoft} other {Le fournisseur}} n’a pas demandé de nouvelle connexion',
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
    '{who, select, google {Votre connexion à Google a réussi; il faudra un essai de plus.} microsoft {Votre connexion à Microsoft a réussi; il faudra un essai de plus.} other {Vérifiez votre connexion, puis réessayez.}}',
  'error.account-service-invalid.title':
    'Sonar a envoyé une réponse que cette version ne comprend pas',
  'error.account-service-invalid.detail': 'Rien n’a été modifié. Réessayez ou mettez Sonar à jour.',
  'error.sso-not-enabled.title':
    'L’authentification unique n’est pas encore activée pour {person, select, none {votre organisation} other {l’organisation de {person}}}',
  'error.sso-not-enabled.detail':
    'Utilisez {person, select, none {votre} other {le}} nom d’utilisateur Sonar ou demandez à participer au projet pilote.',
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
    '{who, select, google {La dernière confirmation de Google remonte à un certain temps.} microsoft {La dernière confirmation de Microsoft remonte à un certain temps.} other {Votre dernière confirmation remonte à un certain temps.}}',
  'error.wrong-credentials.title': 'Nom d’utilisateur ou mot de passe erroné',
  'error.wrong-credentials.detail':
    '{tries, plural, =0 {Vérifiez les deux et retapez le mot de passe.} one {Il vous reste # essai.} other {Il vous reste # essais.}}',
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
  'error.identity-mismatch.title':
    'C’était un autre compte {who, select, google {Google} microsoft {Microsoft} other {}}',
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
    'Votre organisation n’autorise pas {who, select, google {Google} microsoft {Microsoft} other {cette façon de faire}} ici',
  'error.blocked-by-policy.detail':
    '{allowed, select, google {Connectez-vous avec Google.} microsoft {Connectez-vous avec Microsoft.} password {Connectez-vous avec votre nom d’utilisateur Sonar.} other {Demandez à votre administrateur comment vous connecter.}}',
  'error.call-in-progress.title': 'Vous êtes en communication',
  'error.call-in-progress.detail': 'Terminez d’abord l’appel; changer de compte y mettrait fin.',
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
