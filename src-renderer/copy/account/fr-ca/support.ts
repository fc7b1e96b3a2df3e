/** French (Canada) words of the support page. ICU MessageFormat. */
export const support = {
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
  'self-test.name.google': 'Google',
  'self-test.name.microsoft': 'Microsoft',
  'self-test.name.sonar': 'Sonar',
  'self-test.name.certificate': 'Connexion sécurisée',
  'self-test.name.clock': 'Horloge',
  'self-test.name.keychain': 'Trousseau',
  'self-test.name.policy': 'Stratégie',
  'self-test.passed.callback': 'Sonar peut la recevoir sur cet ordinateur ({detail}).',
  'self-test.passed.google': 'Répond ({detail}).',
  'self-test.passed.microsoft': 'Répond ({detail}).',
  'self-test.passed.sonar': 'Répond ({detail}).',
  'self-test.passed.certificate':
    '{detail, select, none {Cet ordinateur lui fait confiance.} other {Garantie par {detail}.}}',
  'self-test.passed.clock': 'À l’heure, à une minute près ({detail}).',
  'self-test.passed.keychain': 'Garde votre session ouverte après un redémarrage.',
  'self-test.passed.policy': 'Toutes les valeurs définies sont comprises.',
  'self-test.warning.keychain':
    'Non accessible : votre session prend fin quand vous quittez Sonar.',
  'self-test.warning.policy':
    '{count, plural, one {# valeur n’est pas comprise; ce qu’elle concerne peut être verrouillé.} other {# valeurs ne sont pas comprises; ce qu’elles concernent peut être verrouillé.}} Prévenez votre administrateur.',
  'self-test.warning.other': 'Cela fonctionne, mais pas tout à fait comme prévu.',

  'report.title': 'Détails pour l’assistance',
  'report.text':
    'Copie un rapport : la version, la stratégie, les dernières étapes des connexions et, au besoin, un message pour votre administrateur. Il ne contient jamais de mots de passe ni de clés.',
  'report.locked':
    'Géré par votre organisation : on ne peut pas copier les détails sur cet ordinateur.',

  'about.title': 'Cet ordinateur',
  'about.version': 'Sonar {version}',
  'about.store':
    '{store, select, keychain {Les sessions sont gardées dans le trousseau.} other {Les sessions prennent fin quand vous quittez Sonar.}}',
  'about.policy.none': 'Votre organisation n’a rien défini ici.',
  'about.policy.provider': '{provider} n’est pas permis.',
  'about.policy.password': 'Les noms d’utilisateur Sonar ne servent pas à se connecter.',
  'about.policy.linking': 'On ne peut pas lier de comptes ici.',
  'about.policy.remember': 'Les choix ne sont pas mémorisés.',
  'about.policy.keep': 'Rien n’est conservé quand vous quittez Sonar.',
  'about.policy.diagnostics': 'On ne peut pas copier les détails.',
  'about.policy.locales': 'Langues : {languages}.',
} as const;
