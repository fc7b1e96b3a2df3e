/** English words for every code: what happened, then what to do. ICU MessageFormat. */
export const errors = {
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
    '{who, select, google {Google} microsoft {Microsoft} other {The provider}} didn’t give access',
  'error.access-denied.detail':
    'You or your organization declined the request. Try again, or use another account.',
  'error.provider-unreachable.title': 'We can’t reach {provider}',
  'error.provider-unreachable.detail': 'Check your connection, then try again.',
  'error.provider-busy.title': '{provider} can’t answer right now',
  'error.provider-busy.detail':
    '{time, select, none {Wait a minute, then try again.} other {Try again after {time}.}}',
  'error.provider-refused.title':
    '{who, select, google {Google} microsoft {Microsoft} other {The provider}} turned the request away',
  'error.provider-refused.detail': 'Nothing was changed. Send the details to your administrator.',
  'error.interaction-required.title': 'Please confirm it’s still you',
  'error.interaction-required.detail':
    '{who, select, google {Google} microsoft {Microsoft} other {The provider}} wants to ask you something in the browser.',
  'error.consent-required.title': 'Your organization has to approve Sonar first',
  'error.consent-required.detail':
    'Send the details to your {who, select, google {Google} microsoft {Microsoft} other {}} administrator.',
  'error.administrator-needed.title': 'This needs your administrator',
  'error.administrator-needed.detail':
    '{who, select, google {Google} microsoft {Microsoft} other {The provider}} doesn’t let you in with this account or on this computer. Send the details to your administrator.',
  'error.login-required.title': 'Please confirm it’s still you',
  'error.login-required.detail': 'You’re no longer signed in to {provider} in the browser.',
  'error.identity-not-verified.title': 'We couldn’t confirm the reply from {provider}',
  'error.identity-not-verified.detail':
    'Nothing was changed. Try again. If this repeats, tell your administrator.',
  'error.sign-in-not-fresh.title':
    '{who, select, google {Google} microsoft {Microsoft} other {The provider}} didn’t ask you to sign in again',
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
    '{who, select, google {Your Google sign-in worked; we’ll need one more try.} microsoft {Your Microsoft sign-in worked; we’ll need one more try.} other {Check your connection, then try again.}}',
  'error.account-service-invalid.title': 'Sonar sent an answer this version can’t read',
  'error.account-service-invalid.detail': 'Nothing was changed. Try again, or update Sonar.',
  'error.sso-not-enabled.title':
    'Single sign-on isn’t on for {person, select, none {your organization} other {{person}’s organization}} yet',
  'error.sso-not-enabled.detail':
    'Sign in with {person, select, none {your} other {the}} Sonar username, or ask for the pilot.',
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
    '{who, select, google {It has been a while since Google confirmed you.} microsoft {It has been a while since Microsoft confirmed you.} other {It has been a while since you last confirmed.}}',
  'error.wrong-credentials.title': 'Username and password don’t match',
  'error.wrong-credentials.detail':
    '{tries, plural, =0 {Check both and type the password again.} one {You have # more try.} other {You have # more tries.}}',
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
    'That was a different {who, select, google {Google} microsoft {Microsoft} other {}} account',
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
    'Your organization doesn’t allow {who, select, google {Google} microsoft {Microsoft} other {this}} here',
  'error.blocked-by-policy.detail':
    '{allowed, select, google {Sign in with Google.} microsoft {Sign in with Microsoft.} password {Sign in with your Sonar username.} other {Ask your administrator how to sign in.}}',
  'error.call-in-progress.title': 'You’re on a call',
  'error.call-in-progress.detail': 'Finish it first; switching now would end it.',
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
