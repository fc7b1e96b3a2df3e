/** English: the words of a window's first picture and of what is said there. ICU MessageFormat. */
export const en = {
  // On the way to being signed in.
  'provider.unknown': 'your provider',
  'action.sign-in-with': 'Sign in with {provider}',
  'language.label': 'Language',
  'help.open': 'Help',
  'policy.managed': 'Managed by your organization',
  'policy.unread': 'Locked until Sonar can read the settings',
  'verb.cancel': 'Cancel',
  'verb.back': 'Back',

  'starting.title': 'Sonar',
  'starting.text': 'Starting…',

  'signed-out.title': 'Sign in to Sonar',
  'signed-out.text': 'Use the account your organization gave you.',
  'signed-out.text-add': 'Add another account to this computer.',
  'signed-out.text-returning': 'Welcome back. Continue where you left off, or use another account.',
  'signed-out.microsoft-hint': 'Work or school account (Office 365)',
  'signed-out.or': 'or',
  'signed-out.password-form': 'Sign in with a Sonar username',
  'signed-out.code-form': 'Use a one-time code',
  'signed-out.code': 'One-time code',
  'signed-out.code-text':
    'When {anyProvider} can’t be reached, your office manager or Sonar support can give you a code. It works once, on this computer, for twelve hours at most.',
  'signed-out.username': 'Sonar username',
  'signed-out.password': 'Password',
  'signed-out.submit': 'Sign in',
  'signed-out.continue-as': 'Continue as {name}',
  'signed-out.known': 'Accounts on this computer',
  'signed-out.no-password': 'Your organization uses {anyProvider} to sign in.',
  'signed-out.shared-computer': 'Shared computer: you’ll be signed out when you quit Sonar.',

  'password.show': 'Show password',
  'password.hide': 'Hide password',
  'password.caps-lock': 'Caps Lock is on',

  'waiting.link-copied': 'Link copied',

  'checking.password': 'Checking with Sonar…',

  'account.extension': 'Ext. {extension}',

  'details.copied': 'Details copied',

  'announce.linked': 'Account linked',
  'announce.not-linked': 'Nothing was linked',
  'announce.cancelled': 'Sign-in cancelled',
  'announce.signed-in': 'Signed in as {name}',
  'announce.signed-out': 'Signed out',

  // The signed-in view.
  'home.settings': 'Settings',
  'home.review': 'Review',
  'home.signed-in-with': '{provider} account {email}',
  'home.signed-in-with-no-email': '{provider} account',
  'home.signed-in-password': 'Sonar username and password',
  'home.signed-in-code': 'Signed in with a one-time code until {time}',
  'home.presence.online': 'Online',
  'home.presence.renewing': 'Connecting…',
  'home.presence.offline': 'Offline',
  'home.presence.signed-out': 'Signed out',
  'home.accounts': 'Other accounts',
  'home.add': 'Add an account',
  'home.one-account':
    'Managed by your organization: one account at a time. Sign out to use another.',
  'home.announce.switched': 'Switched to {name}',
  'home.sign-out': 'Sign out',
} as const;

/** The name of one text. */
export type MessageKey = keyof typeof en;

/** One language's words: every key of English, no other. */
export type Messages = Readonly<Record<MessageKey, string>>;
