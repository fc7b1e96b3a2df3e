/** English: all other words, loaded once the first picture is drawn. ICU MessageFormat. */
export const en = {
  // On the way to being signed in.
  'verb.use-another': 'Use another {anyProvider} account',

  'signed-out.go-on': 'Go on as {email}',
  'signed-out.go-on-no-email': 'Go on with your {provider} sign-in',

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

  'checking.title': 'Signing you in',
  'checking.text': 'Your {provider} sign-in worked. Finding your Sonar account…',

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

  // The signed-in view.
  'home.still-signed-in': 'You’re still signed in.',
  'home.retry': 'Try now',

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
  'action.get-help': 'Get help',
  'action.continue': 'Continue',
  'action.close': 'OK',

  // Account security, remembered choices and devices.
  'nav.label': 'Pages of this account',
  'nav.settings': 'Account security',
  'nav.choices': 'Remembered choices',
  'nav.devices': 'My devices',
  'nav.computer': 'This computer',
  'nav.label.none': 'Pages of Sonar',
  'nav.review': 'Review',
  'nav.activity': 'Activity',
  'nav.support': 'Support',
  'account.organization': 'your organization',
  'load.loading': 'Loading…',
  'when.both': '{relative} ({date})',

  'security.title': 'Change account security',
  'security.sso': 'Single sign-on',
  'security.sso.text':
    '{everyProvider} accounts that open this Sonar account. Linking one adds no address to it: no voicemail is sent there.',
  'security.on':
    '{count, plural, one {# linked account opens this Sonar account.} other {# linked accounts open this Sonar account.}}',
  'security.off': 'Turn on to link a {provider} account. Your browser opens for it.',
  'security.locked.provider':
    'Managed by your organization: {provider} isn’t allowed on this computer.',
  'security.locked.linking':
    'Managed by your organization: accounts can’t be linked on this computer.',
  'security.locked.sso': 'Single sign-on is off for this Sonar account.',
  'security.locked.code': 'You signed in with a one-time code, which can’t change this.',
  'security.add': 'Link another {provider} account',
  'security.announce.on': '{provider} opens this account now',
  'security.announce.off': '{provider} is off for this account',
  'security.announce.removed': '{email} removed',

  'proof.title': 'Confirm it’s you',
  'proof.text.provider':
    'It’s been more than ten minutes since you signed in, and what you’re about to do lasts. Confirm with {provider} first; then it goes on by itself.',
  'proof.text.password':
    'It’s been more than ten minutes since you signed in, and what you’re about to do lasts. Enter the Sonar password of {username} first; then it goes on by itself.',
  'proof.confirm': 'Confirm',

  'link.by':
    '{by, select, match {Linked by its address} password {Linked with the Sonar password} other {Linked from settings}}, {date}',
  'link.used': 'Last used {when}',
  'link.never-used': 'Not used yet',
  'link.current': 'This session',
  'link.no-email': '{provider} account without an address',
  'link.twin': '{email} ({provider}, linked {date})',
  'link.remove': 'Remove',
  'link.remove-of': 'Remove {email}',

  'unlink.provider.title': 'Turn off {provider} for {name}?',
  'unlink.provider.confirm': 'Turn off {provider}',
  'unlink.link.title': 'Remove {email}?',
  'unlink.link.confirm': 'Remove',
  'unlink.text':
    '{emails} will no longer open this account. You can link again at any time, from here or with your Sonar password.',
  'unlink.current': 'You’re signed in this way now, so you’ll be asked to sign in again.',
  'unlink.left': 'What still opens the account: {ways}.',
  'unlink.nothing-left': 'Nothing else opens this account.',
  'unlink.way': '{email} ({provider})',
  'unlink.password': 'your Sonar password',
  'last.title': 'This is the last way into {name}',
  'last.text':
    'The account has no Sonar password and nothing else is linked. Without it you can’t get in, unless your office manager helps.',
  'last.confirm': 'Remove anyway',

  'addresses.title': 'Addresses on this account',
  'addresses.text': 'Whoever signs in to {anyProvider} with one of these can open the account.',
  'addresses.none': 'There is no address on this account.',
  'addresses.notifications-only': 'Notifications only',
  'addresses.notifications-only.text': 'Gets voicemail and notices; opens nothing.',
  'addresses.several-addresses':
    'One of {count, plural, other {# addresses}} that can open this account, voicemail addresses included.',
  'addresses.shared-address':
    '{count, plural, =0 {Also opens an account elsewhere.} one {Also opens # other account{elsewhere, select, yes {, and one elsewhere} other {}}.} other {Also opens # other accounts{elsewhere, select, yes {, and one elsewhere} other {}}.}} Anyone who reads this mailbox can get in: a distribution group is safer.',
  'addresses.outside-domain': 'Outside your organization’s domains.',
  'addresses.advice':
    'Your office manager can make an address “notifications only”, so that it opens nothing.',
  'addresses.voicemail':
    'To get voicemail at another address, add it in your Sonar profile: then it can also open the account, until your office manager makes it “notifications only”.',
  'addresses.voicemail.add': 'Add an address for voicemail',

  'choices.title': 'Remembered choices',
  'choices.text':
    'Some {everyProvider} accounts open several Sonar accounts. This is what each of them opens without asking.',
  'choices.list': 'Remembered choices',
  'choices.none': 'Nothing is remembered on this computer.',
  'choices.opens': 'Opens',
  'choices.opens-of': 'Opens, for {identity}',
  'choices.always-ask': 'Always ask',
  'choices.forget': 'Forget',
  'choices.forget-of': 'Forget {identity}',
  'choices.forget.text': 'Once forgotten, the next sign-in asks and remembers the new choice.',
  'choices.locked': 'Managed by your organization: choices aren’t remembered on this computer.',
  'choices.preferred':
    '{locked, select, yes {Managed by your organization: where a sign-in opens several accounts, {username} is opened if it’s among them, whatever is chosen here.} other {Your organization suggests {username} where a sign-in opens several accounts. What you choose here counts more.}}',
  'choices.announce.opens': '{identity} opens {name} from now on',
  'choices.announce.asks': '{identity} asks each time from now on',
  'choices.announce.forgotten': 'Choice of {identity} forgotten',

  'devices.title': 'My devices',
  'devices.text': 'Computers and phones where {name} is signed in.',
  'devices.list': 'Devices',
  'devices.none': 'No device is signed in.',
  'devices.current': 'This computer',
  'devices.since': 'Signed in {date}',
  'devices.seen': 'Last seen {when}',
  'devices.sign-out': 'Sign out',
  'devices.sign-out-of': 'Sign out {device}',
  'devices.ask.title': 'Sign out {device}?',
  'devices.ask.text': 'Sonar stops working there until somebody signs in again.',
  'devices.announce': '{device} is signed out',

  'leave.title': 'Ways to sign out',
  'leave.here': 'Sign out',
  'leave.here.text': 'Only this account, only on this computer. It stays in the list.',
  'leave.remove': 'Remove from this computer',
  'leave.remove.text': 'Signs out here, and forgets the account and the choice you made for it.',
  'leave.sso': 'Remove single sign-on',
  'leave.sso.text':
    '{anyProvider} no longer opens the account, on any computer. It’s a switch in account security.',
  'leave.sso.action': 'Go to single sign-on',
  'leave.everywhere': 'Sign out everywhere',
  'leave.everywhere.text':
    'On every computer and phone, this one included. Linked accounts stay linked.',

  // The office managers’ pages.
  'review.title': 'Review',
  'review.text':
    'Which addresses and linked accounts open which Sonar accounts of {organization}. Risky ones come first.',
  'review.table': 'Who can get in',
  'review.col.account': 'Sonar account',
  'review.col.addresses': 'Addresses',
  'review.col.links': 'Linked accounts',
  'review.col.sso': 'Single sign-on',
  'review.filter': 'Filter accounts',
  'review.filter-hint': 'Name, extension or address',
  'review.filter-clear': 'Clear filter',
  'review.only-risky': 'Only risky',
  'review.found': '{count, plural, =0 {No accounts} one {# account} other {# accounts}}',
  'review.none': 'No account matches.',
  'review.export': 'Export',
  'review.last': '{day, select, none {Not reviewed yet.} other {Last reviewed on {day}.}}',
  'review.mark': 'Mark as reviewed',
  'review.marked': 'Marked as reviewed',
  'review.exported': 'Saved as {path}',
  'review.disabled': 'Turned off',
  'review.safe': 'Nothing risky',
  'risk.address-recycled': 'An address has a new owner. Decide above.',
  'risk.shared-address':
    'Shared address: anyone who reads the mailbox can get in. Use a distribution group.',
  'risk.several-addresses':
    '{count, plural, other {# addresses}} can open it. Make those for voicemail “notifications only”.',
  'risk.outside-domain': 'An address outside your domains can open it.',
  'review.address.none': 'No address',
  'review.address.also': '{also, select, yes {Also opens} other {Opens}} {names}',
  'review.address.more': '{count, plural, one {# more} other {# more}}',
  'review.address.elsewhere': '{also, select, yes {Also opens} other {Opens}} an account elsewhere',
  'review.address.outside': 'Outside your domains',
  'review.address.notifications': 'Notifications only',
  'review.address.notifications-of': 'Notifications only: {email}, {name}',
  'review.sso': 'Single sign-on',
  'review.sso-of': 'Single sign-on for {name}',
  'review.links.none': 'No linked account',
  'review.link.about':
    '{provider} · {by, select, match {by match} password {by password} other {from settings}}',
  'review.link.used': 'used {when}',
  'review.link.never-used': 'not used yet',
  'review.link.remove-of': 'Remove {email} from {name}',
  'review.code': 'One-time code',
  'review.code-of': 'One-time code for {name}',
  'review.code.title': 'Issue a one-time code for {name}?',
  'review.code.text':
    'For a day on which {anyProvider} can’t be reached. One person, one computer, one day: the code opens this account once and ends after twelve hours, together with what it opened. {name} is told, and a code issued earlier stops working together with what it opened. Make sure you know who is asking.',
  'review.code.confirm': 'Issue a code',
  'review.code.shown.title': 'One-time code for {name}',
  'review.code.shown.text':
    'Tell it by phone or in person, not by e-mail or chat. With the Sonar username {username} it works once, on one computer, until {time}. It isn’t shown again.',
  'review.code.done': 'Done',
  'review.announce.code': 'A one-time code was issued for {name}',
  'review.unlink.title': 'Remove {email} from {name}?',
  'review.unlink.text':
    'It will no longer open this account, and whoever signed in with it is signed out. It can be linked again with the Sonar password.',
  'review.own-sso.title': 'Turn off single sign-on for your own account?',
  'review.own-sso.text':
    '{everyProvider} will no longer open it{by, select, password {} other {, and you’ll be signed out at once}}. To turn it on again, sign in with your Sonar username, or ask another office manager.',
  'review.own-sso.confirm': 'Turn off',
  'review.announce.sso-on': 'Single sign-on is on for {name}',
  'review.announce.sso-off': 'Single sign-on is off for {name}',
  'review.announce.notifications': '{email} is for notifications only',
  'review.announce.sign-in': '{email} can sign in',

  'recycled.title': 'Addresses with a new owner',
  'recycled.text':
    'Approve: the new owner gets in by this address, the former one no longer does. Refuse: the address lets the new owner in only with the Sonar password.',
  'recycled.seen': 'Another {provider} account uses it, seen {when}.',
  'recycled.opens': 'It opens {names}.',
  'recycled.approve': 'Approve',
  'recycled.approve-of': 'Approve {email}',
  'recycled.refuse': 'Refuse',
  'recycled.refuse-of': 'Refuse {email}',
  'recycled.ask.title': 'Let the new owner of {email} in?',
  'recycled.ask.text':
    'The former owner’s link is removed. Only approve when you know who has this address now.',
  'recycled.announce.approve': '{email} approved',
  'recycled.announce.refuse': '{email} refused',

  'activity.title': 'Activity',
  'activity.text': 'What happened to access in {organization}, newest first.',
  'activity.table': 'Activity',
  'activity.col.at': 'When',
  'activity.col.what': 'What',
  'activity.col.who': 'Who',
  'activity.col.account': 'Sonar account',
  'activity.col.device': 'Device',
  'activity.older': 'Show older',
  'activity.older.announce': '{count, plural, one {# more event} other {# more events}}',
  'activity.none': 'Nothing has happened yet.',
  'activity.end': 'That’s everything.',
  'activity.somebody': 'Somebody unknown',
  'activity.other': 'Something else ({what})',
  'audit.signed-in': 'Signed in',
  'audit.sign-in-refused': 'Sign-in refused',
  'audit.password-refused': 'Wrong password',
  'audit.offered': 'Asked to choose an account',
  'audit.link-required': 'Asked for the Sonar password to link',
  'audit.linked': 'Linked',
  'audit.link-removed': 'Link removed',
  'audit.link-ended': 'Link ended with its address',
  'audit.provider-turned-off': '{anyProvider} turned off',
  'audit.session-refreshed': 'Session renewed',
  'audit.session-ended': 'Session ended',
  'audit.refresh-token-reused': 'Session stopped: its key was used twice',
  'audit.session-key-refused': 'Renewal refused: not from the device that signed in',
  'audit.reverified': 'Confirmed by the provider',
  'audit.reverify-refused': 'Confirmation refused',
  'audit.signed-out': 'Signed out',
  'audit.signed-out-everywhere': 'Signed out everywhere',
  'audit.device-signed-out': 'Signed out a device',
  'audit.softphone-token-issued': 'Softphone given access',
  'audit.new-links-told': 'New links seen by the account’s owner',
  'audit.provisioned': 'Softphone set up',
  'audit.account-sso-changed': 'Single sign-on switched for the account',
  'audit.address-purpose-changed': 'Purpose of an address changed',
  'audit.address-recycled': 'Address with a new owner seen',
  'audit.recycled-decided': 'Decided about an address with a new owner',
  'audit.review-exported': 'Review exported',
  'audit.break-glass-issued': 'One-time code issued',
  'audit.break-glass-used': 'Signed in with a one-time code',
  'audit.break-glass-refused': 'One-time code refused',
  'audit.reviewed': 'Marked as reviewed',
  'audit.changed-by-operator': 'Changed by Sonar',

  // The support page.
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
  'self-test.name.sonar': 'Sonar',
  'self-test.name.certificate': 'Secure connection',
  'self-test.name.clock': 'Clock',
  'self-test.name.keychain': 'Keychain',
  'self-test.name.policy': 'Policy',
  'self-test.name.screen': 'Screen lock',
  'self-test.passed.callback': 'Sonar can receive it on this computer ({detail}).',
  'self-test.passed.provider': 'Answers ({detail}).',
  'self-test.passed.sonar': 'Answers ({detail}).',
  'self-test.passed.certificate':
    '{detail, select, none {Trusted by this computer.} other {Vouched for by {detail}.}}',
  'self-test.passed.clock': 'Right to within a minute ({detail}).',
  'self-test.passed.keychain': 'Keeps you signed in after a restart.',
  'self-test.passed.policy': 'Every value that is set is understood.',
  'self-test.passed.screen': 'Signs everyone out when it is locked.',
  'self-test.warning.keychain': 'Not available: you stay signed in only until you quit.',
  'self-test.warning.policy':
    '{count, plural, one {# value isn’t understood; what it is about may be locked.} other {# values aren’t understood; what they are about may be locked.}} Tell your administrator.',
  'self-test.warning.lock':
    'This system doesn’t tell Sonar when its screen is locked. Sign out before you leave, and tell your administrator.',
  'self-test.warning.idle':
    'This system doesn’t tell Sonar how long nobody has touched it, or somebody touched it all the time.',
  'self-test.warning.other': 'It works, but not quite as it should.',

  'report.title': 'Details for support',
  'report.text':
    'Copies a report with the version, the policy, the last steps of sign-ins, and a message for your administrator when one is needed. It never holds passwords or keys.',
  'report.locked':
    'Managed by your organization: details can’t be copied or saved on this computer.',

  'bundle.open': 'Save a support bundle…',
  'bundle.collecting': 'Collecting…',
  'bundle.title': 'Support bundle',
  'bundle.text':
    'This is everything the file will hold. It may name servers and organizations; it never holds passwords or keys. Nothing is sent: you decide who gets it.',
  'bundle.files': 'Files in the bundle',
  'bundle.save': 'Save…',
  'bundle.close': 'Close',

  // What is set for this computer.
  'computer.title': 'This computer',
  'computer.text': 'How Sonar behaves here, whoever is signed in.',
  'computer.settings': 'Settings',
  'computer.notifications': 'Notifications',
  'computer.notifications.text':
    'When a session ends, has to be confirmed, or waits for the keychain.',
  'computer.notifications.locked':
    'Managed by your organization: notifications are {on, select, yes {on} other {off}} on this computer.',
  'computer.start': 'Start with the computer',
  'computer.start.text': 'Sonar starts when you log on, without its window.',
  'computer.start.locked':
    'Managed by your organization: Sonar {on, select, yes {starts} other {doesn’t start}} with this computer.',
  'computer.window': 'Closing the window',
  'computer.window.tray':
    'Sonar stays in the tray when you close its window. To quit, choose Quit Sonar in the menu of its icon there.',
  'computer.window.quit': 'Sonar quits when you close its window.',
  'computer.window.dock':
    'Sonar keeps running when you close its window. To quit, choose Quit Sonar in its menu.',

  'about.title': 'About Sonar',
  'about.version': 'Sonar {version}',
  'about.store':
    '{store, select, keychain {Sign-ins are kept in the keychain.} other {Sign-ins are kept until you quit.}}',
  'about.policy.none': 'Your organization has set nothing here.',
  'about.policy.provider': '{provider} isn’t allowed.',
  'about.policy.password': 'Sonar usernames aren’t used to sign in.',
  'about.policy.linking': 'Accounts can’t be linked here.',
  'about.policy.switching': 'One account at a time can be signed in.',
  'about.policy.remember': 'Choices aren’t remembered.',
  'about.policy.keep': 'Nothing is kept after you quit.',
  'about.policy.diagnostics': 'Details can’t be copied or saved.',
  'about.policy.locales': 'Languages: {languages}.',
} as const;

/** The name of one of these texts. */
export type LaterMessageKey = keyof typeof en;

/** One language's later words: every key of English, no other. */
export type LaterMessages = Readonly<Record<LaterMessageKey, string>>;
