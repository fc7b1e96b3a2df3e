/** English words of the views on the way to being signed in. ICU MessageFormat. */
export const signIn = {
  'provider.google': 'Google',
  'provider.microsoft': 'Microsoft',
  'provider.unknown': 'your provider',
  'language.label': 'Language',
  'help.open': 'Help',
  'policy.managed': 'Managed by your organization',
  'policy.unread': 'Locked until Sonar can read the settings',
  'verb.cancel': 'Cancel',
  'verb.back': 'Back',
  'verb.use-another': 'Use another Google or Microsoft account',

  'starting.title': 'Sonar',
  'starting.text': 'Starting…',

  'signed-out.title': 'Sign in to Sonar',
  'signed-out.text': 'Use the account your organization gave you.',
  'signed-out.text-add': 'Add another account to this computer.',
  'signed-out.text-returning': 'Welcome back. Continue where you left off, or use another account.',
  'signed-out.google': 'Sign in with Google',
  'signed-out.microsoft': 'Sign in with Microsoft',
  'signed-out.microsoft-hint': 'Work or school account',
  'signed-out.or': 'or',
  'signed-out.password-form': 'Sign in with a Sonar username',
  'signed-out.username': 'Sonar username',
  'signed-out.password': 'Password',
  'signed-out.submit': 'Sign in',
  'signed-out.continue-as': 'Continue as {name}',
  'signed-out.go-on': 'Go on as {email}',
  'signed-out.go-on-no-email': 'Go on with your {provider} sign-in',
  'signed-out.known': 'Accounts on this computer',
  'signed-out.no-password': 'Your organization uses Google or Microsoft to sign in.',
  'signed-out.shared-computer': 'Shared computer: you’ll be signed out when you quit Sonar.',

  'password.show': 'Show password',
  'password.hide': 'Hide password',
  'password.caps-lock': 'Caps Lock is on',

  'waiting.title': 'Finish signing in in your browser',
  'waiting.text': 'Your browser should show {provider} now. Come back here when you’re done.',
  'waiting.opening': 'Opening {provider} in your browser…',
  'waiting.late':
    'Your browser hasn’t opened the page yet. Open it again, or copy the link into your browser.',
  'waiting.return': 'Come back here when you’ve signed in to {provider}.',
  'waiting.not-opened': 'Your browser hasn’t opened. Open the page yourself with its address.',
  'waiting.state': 'Waiting for {provider}',
  'waiting.time-left': '{time} left',
  'waiting.open-again': 'Open the page again',
  'waiting.copy-link': 'Copy the link',
  'waiting.link-copied': 'Link copied',

  'checking.title': 'Signing you in',
  'checking.text': 'Your {provider} sign-in worked. Finding your Sonar account…',
  'checking.password': 'Checking your Sonar password…',

  'choosing.title': 'Choose an account',
  'choosing.first-time':
    '{email} opens {count, plural, one {# Sonar account} other {# Sonar accounts}}.',
  'choosing.first-time-no-email':
    'Your {provider} account opens {count, plural, one {# Sonar account} other {# Sonar accounts}}.',
  'choosing.always-ask': 'You asked to choose each time you sign in.',
  'choosing.remembered-vanished':
    'The account you chose last time can’t be opened this way any more. Choose another one.',
  'choosing.remembered-open':
    'The account you chose last time is already signed in here. Choose another one.',
  'choosing.list': 'Sonar accounts',
  'choosing.filter': 'Filter accounts',
  'choosing.filter-hint': 'Name, organization or extension',
  'choosing.filter-clear': 'Clear filter',
  'choosing.found': '{count, plural, =0 {No accounts} one {# account} other {# accounts}}',
  'choosing.none': 'No account matches “{text}”.',
  'choosing.remember': 'Remember this choice',
  'choosing.remember-hint': 'Next time it opens without asking.',
  'choosing.opening': 'Opening the account…',
  'account.extension': 'Ext. {extension}',

  'linking.title': 'Link your Sonar account',
  'linking.identity': 'You signed in to {provider} as {email}',
  'linking.identity-no-email': 'You signed in to {provider}',
  'linking.no-account': 'It isn’t linked to a Sonar account yet. Sign in to Sonar once to link it.',
  'linking.address-recycled':
    'This address belonged to somebody else before, so we need your Sonar password once. Your office manager has been asked, too.',
  'linking.link-removed': 'Its link to Sonar was removed. Sign in to Sonar once to link it again.',
  'linking.not-authoritative':
    '{provider} can’t vouch for this address, so we need your Sonar password once.',
  'linking.consequence':
    'From now on this {provider} account opens this Sonar account. It will not receive your voicemail.',
  'linking.submit': 'Link and sign in',
  'linking.another': 'Use another account',
  'linking.locked':
    'Your organization doesn’t allow linking accounts on this computer. Ask your office manager, or use another account.',

  'confirm-link.title': 'Link {email} to this account?',
  'confirm-link.title-no-email': 'Link this {provider} account?',
  'confirm-link.identity': '{email} signed in to {provider} in the browser',
  'confirm-link.identity-no-email': 'It has no address that Sonar could show.',
  'confirm-link.consequence':
    'From now on this {provider} account opens the Sonar account of {name}. It will not receive its voicemail.',
  'confirm-link.only-yours': 'Link it only if it is yours.',
  'confirm-link.link': 'Link',
  'confirm-link.leave': 'Don’t link',

  'details.open': 'Details',
  'details.code': 'Code',
  'details.correlation': 'Reference',
  'details.provider-number': 'Provider’s number',
  'details.copy': 'Copy details',
  'details.copied': 'Details copied',

  'announce.linked': 'Account linked',
  'announce.not-linked': 'Nothing was linked',
  'announce.cancelled': 'Sign-in cancelled',
  'announce.signed-in': 'Signed in as {name}',
  'announce.signed-out': 'Signed out',
} as const;
