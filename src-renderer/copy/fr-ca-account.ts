import type { AccountMessages } from './en-account.ts';

/** French (Canada): the words of the account's pages, loaded with them. */
export const frCa: AccountMessages = {
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
