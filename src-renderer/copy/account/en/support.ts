/** English words of the support page. ICU MessageFormat. */
export const support = {
  'support.title': 'Support',
  'support.text': 'Find out what is in the way, or send the details to somebody who can help.',
  'support.help': 'Open the help page',

  'self-test.title': 'Self-test',
  'self-test.text': 'Checks everything a sign-in depends on. It takes a few seconds.',
  'self-test.run': 'Run self-test',
  'self-test.again': 'Run again',
  'self-test.running': 'Checking…',
  'self-test.list': 'Results',
  'self-test.summary':
    '{count, plural, =0 {Everything is in order.} one {# thing needs attention.} other {# things need attention.}}',
  'self-test.status.passed': 'In order',
  'self-test.status.warning': 'Worth knowing',
  'self-test.status.failed': 'In the way',
  'self-test.name.callback': 'Reply from the browser',
  'self-test.name.google': 'Google',
  'self-test.name.microsoft': 'Microsoft',
  'self-test.name.sonar': 'Sonar',
  'self-test.name.certificate': 'Secure connection',
  'self-test.name.clock': 'Clock',
  'self-test.name.keychain': 'Keychain',
  'self-test.name.policy': 'Policy',
  'self-test.passed.callback': 'Sonar can receive it on this computer ({detail}).',
  'self-test.passed.google': 'Answers ({detail}).',
  'self-test.passed.microsoft': 'Answers ({detail}).',
  'self-test.passed.sonar': 'Answers ({detail}).',
  'self-test.passed.certificate':
    '{detail, select, none {Trusted by this computer.} other {Vouched for by {detail}.}}',
  'self-test.passed.clock': 'Right to within a minute ({detail}).',
  'self-test.passed.keychain': 'Keeps you signed in after a restart.',
  'self-test.passed.policy': 'Every value that is set is understood.',
  'self-test.warning.keychain': 'Not available: you stay signed in only until you quit.',
  'self-test.warning.policy':
    '{count, plural, one {# value isn’t understood; what it is about may be locked.} other {# values aren’t understood; what they are about may be locked.}} Tell your administrator.',
  'self-test.warning.other': 'It works, but not quite as it should.',

  'report.title': 'Details for support',
  'report.text':
    'Copies a report with the version, the policy, the last steps of sign-ins, and a message for your administrator when one is needed. It never holds passwords or keys.',
  'report.locked': 'Managed by your organization: details can’t be copied on this computer.',

  'about.title': 'This computer',
  'about.version': 'Sonar {version}',
  'about.store':
    '{store, select, keychain {Sign-ins are kept in the keychain.} other {Sign-ins are kept until you quit.}}',
  'about.policy.none': 'Your organization has set nothing here.',
  'about.policy.provider': '{provider} isn’t allowed.',
  'about.policy.password': 'Sonar usernames aren’t used to sign in.',
  'about.policy.linking': 'Accounts can’t be linked here.',
  'about.policy.remember': 'Choices aren’t remembered.',
  'about.policy.keep': 'Nothing is kept after you quit.',
  'about.policy.diagnostics': 'Details can’t be copied.',
  'about.policy.locales': 'Languages: {languages}.',
} as const;
