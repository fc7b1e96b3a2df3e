/** English: all words that are needed before a page of the account is opened. ICU MessageFormat. */
export const en = {
  // On the way to being signed in.
  'provider.unknown': 'your provider',
  'language.label': 'Language',
  'help.open': 'Help',
  'policy.managed': 'Managed by your organization',
  'policy.unread': 'Locked until Sonar can read the settings',
  'verb.cancel': 'Cancel',
  'verb.back': 'Back',
  'verb.use-another': 'Use another {anyProvider} account',

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
  'signed-out.go-on': 'Go on as {email}',
  'signed-out.go-on-no-email': 'Go on with your {provider} sign-in',
  'signed-out.known': 'Accounts on this computer',
  'signed-out.no-password': 'Your organization uses {anyProvider} to sign in.',
  'signed-out.shared-computer': 'Shared computer: you’ll be signed out when you quit Sonar.',

  'password.show': 'Show password',
  'password.hide': 'Hide password',
  'password.caps-lock': 'Caps Lock is on',

  'waiting.title': 'Finish signing in in your browser',
  'waiting.text': 'Your browser should show {provider} now. Come back here when you’re done.',
  'waiting.agree': '{provider} asks once more for your agreement. Choose Continue in your browser.',
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
  'checking.password': 'Checking with Sonar…',

  'choosing.title': 'Choose an account',
  'choosing.first-time':
    '{email} opens {count, plural, one {# Sonar account} other {# Sonar accounts}}.',
  'choosing.first-time-no-email':
    'Your {provider} account opens {count, plural, one {# Sonar account} other {# Sonar accounts}}.',
  'choosing.always-ask': 'You asked to choose each time you sign in.',
  'choosing.remembered-vanished':
    'The account you chose last time can’t be opened this way any more. Choose another one.',
  'choosing.remembered-open':
    'The account that opens without asking is already signed in here. Choose another one.',
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
  'home.still-signed-in': 'You’re still signed in.',
  'home.retry': 'Try now',
  'home.accounts': 'Other accounts',
  'home.add': 'Add an account',
  'home.one-account':
    'Managed by your organization: one account at a time. Sign out to use another.',
  'home.announce.switched': 'Switched to {name}',

  'home.sign-out': 'Sign out',
  'home.sign-out.more': 'More ways to sign out',
  'home.sign-out.hint': 'On this computer. The account stays in the list.',
  'home.remove': 'Remove from this computer…',
  'home.remove.hint': 'Signs out, and forgets the account and your remembered choice.',
  'home.everywhere': 'Sign out everywhere…',
  'home.everywhere.hint': 'Signs out on all your computers and phones.',
  'home.browser': 'Sign out of {provider} in the browser…',
  'home.browser.hint': 'Signs out all {provider} accounts there. Sonar stays signed in.',

  'remove.title': 'Remove {name} from this computer?',
  'remove.text':
    'You’ll be signed out here, and Sonar forgets this account and the choice you made for it. Other computers and linked {anyProvider} accounts stay as they are.',
  'remove.confirm': 'Remove account',
  'everywhere.title': 'Sign out {name} everywhere?',
  'everywhere.text':
    'Every computer and phone where this account is signed in will be signed out, this one included. Linked {anyProvider} accounts stay linked.',
  'everywhere.confirm': 'Sign out everywhere',
  'browser.title': 'Sign out of {provider} in your browser?',
  'browser.text':
    'The sign-out page of {provider} opens. It signs out all {provider} accounts in that browser, in other sites too. You stay signed in to Sonar.',
  'browser.confirm': 'Sign out in the browser',

  'idle.title': 'Still there?',
  'idle.text':
    'Nobody has used this computer for a while. Everyone who is signed in to Sonar here will be signed out.',
  'idle.left': '{seconds, plural, one {Signing out in # second} other {Signing out in # seconds}}',
  'idle.stay': 'Stay signed in',
  'idle.leave': 'Sign out now',

  'notice.confirm.title': 'Please confirm it’s still you',
  'notice.confirm.text':
    '{provider} wants to see you again. Nothing stops working while you do it.',
  'notice.confirm.action': 'Confirm with {provider}',
  'notice.renamed.title': '{provider} changed your address',
  'notice.renamed.text': '{from} is now {to}. It still opens this account.',
  'notice.renamed.text-no-email': '{from} has a new name. It still opens this account.',
  'notice.links.title':
    '{count, plural, one {There’s a new way into this account} other {There are # new ways into this account}}',
  'notice.links.text':
    '{email, select, none {A {provider} account} other {{email} ({provider})}} can now open this account. {by, select, match {Recognized by its address} password {Linked with the Sonar password} other {Added from Settings}} on {date}{device, select, none {} other {, on {device}}}.',
  'notice.links.more': '{count, plural, one {And # more.} other {And # more.}}',
  'notice.codes.title':
    '{count, plural, one {A one-time code was issued for this account} other {# one-time codes were issued for this account}}',
  'notice.codes.text':
    'Issued by {by, select, none {Sonar support} other {{by}}} on {issued}. {used, select, none {Nobody has used it yet.} other {It was used on {used}{device, select, none {} other {, on {device}}}.}}',
  'notice.codes.unasked': 'If you don’t know about it, tell your office manager.',
  'notice.links.review': 'Review sign-in options',
  'notice.review.title':
    '{day, select, none {Nobody has reviewed yet who can get in} other {Not reviewed since {day}}}',
  'notice.review.text':
    'Look through which addresses and linked accounts open the accounts of your organization.',
  'notice.review.open': 'Open the review',
  'notice.review.later': 'Remind me in a week',
  'notice.dismiss': 'Got it',
  'notice.keychain-locked.title': 'Your keychain is locked',
  'notice.keychain-locked.text': 'Your sign-in is kept in it. Unlock it to go online.',
  'notice.credential-store-unavailable.title': 'Sonar can’t reach your keychain',
  'notice.credential-store-unavailable.text':
    'Your sign-in is kept in it, so Sonar can’t go online. Restart this computer, or ask your administrator.',
  'notice.keychain-broken.title': 'Sonar’s installation is damaged',
  'notice.keychain-broken.text':
    'It can’t take your sign-in out of the keychain. Reinstall Sonar, or ask your administrator.',
  'notice.browser.title': 'You may still be signed in to {provider}',
  'notice.browser.text':
    'The next person could use your account in the browser. The sign-out page of {provider} signs out all {provider} accounts there.',
  'notice.browser.action': 'Sign out of {provider} too',
  'notice.memory.title': 'You’ll be signed out when you quit',
  'notice.memory.text':
    'The keychain on this computer isn’t available, so Sonar keeps your sign-in only until you quit.',
  'notice.memory-policy.text':
    'Your organization set this up as a shared computer: nothing is kept.',
  'notice.policy-unread.title': 'Sonar can’t read your organization’s settings',
  'notice.policy-unread.text':
    'Until it can read {place, select, file {the policy files} registry {the policies in the registry} other {the configuration profile}} on this computer, {session, select, offline {you’re signed in but offline, and nobody new can sign in} other {nobody new can sign in; whoever is signed in stays signed in}}. Send the details to your administrator.',
  'notice.one-account.title': 'Your organization doesn’t allow switching accounts here',
  'notice.one-account.text': 'Sign out first. Then you can sign in with another account.',
  'notice.policy-broken.title': 'Part of your organization’s settings can’t be used',
  'notice.policy-broken.text':
    'To be safe, Sonar locks what it is about. Send the details to your administrator.',
  'notice.unsaved.title': 'Changes aren’t kept on this computer',
  'notice.unsaved.text':
    'Sonar can’t write to its settings folder; the disk may be full or read-only. New sign-ins, choices and settings last until you quit. Free some space, or ask your administrator.',
  'notice.untold.title': 'Sonar doesn’t know yet that you signed out',
  'notice.untold.text':
    'You’re signed out on this computer. Sonar is told by itself as soon as it can be reached; keep this window open until then if you can.',
  'notice.stays-in-tray.title': 'Sonar stays in the tray',
  'notice.stays-in-tray.text':
    'You closed the window, and Sonar kept running, so that your accounts stay online. To quit, choose Quit Sonar in the menu of its icon in the tray.',
  'notice.starts-with-computer.title': 'Sonar starts with this computer',
  'notice.starts-with-computer.text':
    'Your organization has set this. The window stays closed until you open it. The page “This computer” tells whether you can change it.',
  'notice.restored.title': 'Your settings were repaired',
  'notice.restored.text':
    'The settings file was damaged. Sonar kept what it could read and took the rest from its copy, if there was one. Check your accounts, language and remembered choices.',
  'notice.reset.title': 'Your settings were lost',
  'notice.reset.text':
    'The settings file was damaged and there was no copy. Sign in again; accounts, remembered choices and language start anew.',

  // Every code: what happened, then what to do.
  'error.browser-not-opened.title': 'We couldn’t open your browser',
  'error.browser-not-opened.detail': 'Copy the link and open it in your browser yourself.',
  'error.browser-wants-https.title': 'Your browser insists on a secure connection',
  'error.browser-wants-https.detail':
    'So it can’t reach Sonar on this computer. Copy the link into another browser, or ask your administrator.',
  'error.browser-not-recognized.title': 'The answer came from another browser',
  'error.browser-not-recognized.detail':
    'Open the page again and finish in the same browser. It has to accept cookies.',
  'error.opened-elsewhere.title': 'Somebody else opened this sign-in',
  'error.opened-elsewhere.detail':
    'Another person or program was there too, so we stopped. Try again. If this repeats, tell your administrator.',
  'error.answer-incomplete.title': '{provider} hasn’t signed you in yet',
  'error.answer-incomplete.detail': 'Nothing was changed. Open the page again and sign in there.',
  'error.callback-unavailable.title': 'Sonar couldn’t receive the reply',
  'error.callback-unavailable.detail':
    'Another program may be in the way. Try again. If this repeats, restart Sonar.',
  'error.timed-out.title': 'Sign-in took too long',
  'error.timed-out.detail':
    'The page in your browser is no longer connected to Sonar. Close it and try again.',
  'error.access-denied.title':
    '{who, select, none {The provider} other {{who}}} didn’t give access',
  'error.access-denied.detail':
    'You or your organization declined the request. Try again, or use another account.',
  'error.provider-unreachable.title': 'We can’t reach {provider}',
  'error.provider-unreachable.detail': 'Check your connection, then try again.',
  'error.provider-busy.title': '{provider} can’t answer right now',
  'error.provider-busy.detail':
    '{time, select, none {Wait a minute, then try again.} other {Try again after {time}.}}',
  'error.provider-refused.title':
    '{who, select, none {The provider} other {{who}}} turned the request away',
  'error.provider-refused.detail': 'Nothing was changed. Send the details to your administrator.',
  'error.interaction-required.title': 'Please confirm it’s still you',
  'error.interaction-required.detail':
    '{who, select, none {The provider} other {{who}}} wants to ask you something in the browser.',
  'error.consent-required.title': 'Your organization has to approve Sonar first',
  'error.consent-required.detail':
    'Send the details to your {who, select, none {} other {{who}}} administrator.',
  'error.administrator-needed.title': 'This needs your administrator',
  'error.administrator-needed.detail':
    '{who, select, none {The provider} other {{who}}} doesn’t let you in with this account or on this computer. Send the details to your administrator.',
  'error.login-required.title': 'Please confirm it’s still you',
  'error.login-required.detail': 'You’re no longer signed in to {provider} in the browser.',
  'error.identity-not-verified.title': 'We couldn’t confirm the reply from {provider}',
  'error.identity-not-verified.detail':
    'Nothing was changed. Try again. If this repeats, tell your administrator.',
  'error.sign-in-not-fresh.title':
    '{who, select, none {The provider} other {{who}}} didn’t ask you to sign in again',
  'error.sign-in-not-fresh.detail':
    'On a shared computer it has to. Try again. If this repeats, tell your administrator.',
  'error.clock-skew.title': 'This computer’s clock is off',
  'error.clock-skew.detail': 'Set date and time to automatic, then try again.',
  'error.network-portal.title': 'This network wants you to sign in first',
  'error.network-portal.detail': 'Open its page in your browser, then try again.',
  'error.proxy-password.title': 'This network’s proxy asks for a name and password',
  'error.proxy-password.detail': 'Sonar can’t give them. Send the details to your administrator.',
  'error.connection-untrusted.title': 'This network changes secure connections',
  'error.connection-untrusted.detail':
    '{issuer, select, none {Its certificate isn’t trusted on this computer.} other {Its certificate comes from “{issuer}”, which this computer doesn’t trust.}} Send the details to your administrator.',
  'error.offline.title': 'You’re offline',
  'error.offline.detail': 'Check your connection, then try again.',
  'error.account-service-unreachable.title': 'Sonar can’t be reached right now',
  'error.account-service-unreachable.detail':
    '{who, select, none {Check your connection, then try again.} other {Your {who} sign-in worked; we’ll need one more try.}}',
  'error.account-service-invalid.title': 'Sonar sent an answer this version can’t read',
  'error.account-service-invalid.detail': 'Nothing was changed. Try again, or update Sonar.',
  'error.sso-not-enabled.title':
    'Single sign-on isn’t on for {person, select, none {your organization} other {{person}’s organization}} yet',
  'error.sso-not-enabled.detail':
    'Sign in with {person, select, none {your} other {the}} Sonar username, or ask for the pilot.{email, select, none {} other { Your e-mail domain is filled in.}}',
  'error.sso-turned-off.title':
    'Single sign-on is turned off for {person, select, none {this account} other {{person}}}',
  'error.sso-turned-off.detail':
    '{person, select, none {Your office manager turned it off. Your Sonar username still works.} other {The office manager turned it off. The Sonar username still works.}}',
  'error.account-disabled.title':
    '{person, select, none {This Sonar account} other {{person}’s Sonar account}} is turned off',
  'error.account-disabled.detail':
    'Ask {person, select, none {your} other {the}} office manager, or use another account.',
  'error.reverify-required.title': 'Please confirm it’s still you',
  'error.reverify-required.detail':
    '{who, select, none {It has been a while since you last confirmed.} other {It has been a while since {who} confirmed you.}}',
  'error.wrong-credentials.title':
    '{secret, select, code {Username and code don’t match} other {Username and password don’t match}}',
  'error.wrong-credentials.detail':
    '{tries, plural, =0 {{secret, select, code {Check both. A code works once, and only the newest one.} other {Check both and type the password again.}}} one {You have # more try.} other {You have # more tries.}}',
  'error.too-many-tries.title': 'Too many tries',
  'error.too-many-tries.detail':
    '{time, select, none {Wait a few minutes before the next one.} other {The next one is possible at {time}.}}',
  'error.already-linked.title':
    '{email, select, none {This identity} other {{email}}} is already linked to another account',
  'error.already-linked.detail': 'Sign in to that account, or unlink it there first.',
  'error.ticket-expired.title': 'That took a little too long',
  'error.ticket-expired.detail': 'Try again: for safety we ask {provider} once more.',
  'error.not-in-offer.title': 'This account can’t be opened this way any more',
  'error.not-in-offer.detail': 'Choose another one, or start over.',
  'error.last-way-in.title': 'This is the last way into the account',
  'error.last-way-in.detail': 'Add another one before you remove it.',
  'error.not-office-manager.title': 'Only office managers can do this',
  'error.not-office-manager.detail':
    'Your rights may have changed since you signed in. Ask another office manager.',
  'error.not-found.title': 'It isn’t there any more',
  'error.not-found.detail':
    'It may have been removed on another computer. There is nothing left to do.',
  'error.identity-mismatch.title':
    'That was a different {who, select, none {} other {{who}}} account',
  'error.identity-mismatch.detail':
    '{email, select, none {Use the one you signed in with before.} other {Use {email}.}} Nothing was changed.',
  'error.session-expired.title':
    '{person, select, none {You’ve been signed out} other {{person} has been signed out}}',
  'error.session-expired.detail': 'Sign in again to continue.',
  'error.keychain-locked.title': 'Your keychain is locked',
  'error.keychain-locked.detail':
    'You stay signed in. Unlock it to keep it that way after a restart.',
  'error.credential-store-unavailable.title': 'Sonar can’t keep you signed in on this computer',
  'error.credential-store-unavailable.detail':
    'Its keychain isn’t available. You can continue until you quit.',
  'error.keychain-broken.title': 'Sonar’s installation is damaged',
  'error.keychain-broken.detail':
    'It can’t use your keychain, so sign-ins last until you quit. Reinstall Sonar, or ask your administrator.',
  'error.blocked-by-policy.title':
    'Your organization doesn’t allow {who, select, none {this} other {{who}}} here',
  'error.blocked-by-policy.detail':
    '{allowed, select, none {Ask your administrator how to sign in.} password {Sign in with your Sonar username.} other {Sign in with {allowed}.}}',
  'error.autostart-unchanged.title': 'This computer didn’t take the change',
  'error.autostart-unchanged.detail':
    'Sonar couldn’t change what starts with the computer. Look into the start-up settings of your system, or ask your administrator.',
  'error.call-in-progress.title': 'You’re on a call',
  'error.call-in-progress.detail': 'Finish it first, then switch or sign out.',
  'error.bad-request.title': 'Something went wrong on our side',
  'error.bad-request.detail': 'Nothing was changed. Send the details to your administrator.',
  'error.unexpected.title': 'Something went wrong on our side',
  'error.unexpected.detail':
    'Nothing was changed. Try again. If this repeats, tell your administrator.',

  'action.try-again': 'Try again',
  'action.copy-link': 'Copy the link',
  'action.copy-details': 'Copy details',
  'action.confirm': 'Confirm with {provider}',
  'action.ask-for-pilot': 'Ask for the pilot',
  'action.use-username': 'Use Sonar username',
  'action.use-another-account': 'Use another account',
  'action.use-that-account': 'Use that account',
  'action.sign-in-as': '{name, select, none {Sign in} other {Sign in as {name}}}',
  'action.sign-in-with': 'Sign in with {provider}',
  'action.get-help': 'Get help',
  'action.continue': 'Continue',
  'action.close': 'OK',
} as const;

/** The name of one text. */
export type MessageKey = keyof typeof en;

/** One language's words: every key of English, no other. */
export type Messages = Readonly<Record<MessageKey, string>>;
