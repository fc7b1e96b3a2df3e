/** English: the words of the account's pages, loaded with them. ICU MessageFormat. */
export const en = {
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

/** The name of one text of the account's pages. */
export type AccountMessageKey = keyof typeof en;

/** One language's words for the account's pages: every key of English, no other. */
export type AccountMessages = Readonly<Record<AccountMessageKey, string>>;
