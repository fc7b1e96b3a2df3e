/** English words of account security, remembered choices and devices. ICU MessageFormat. */
export const security = {
  'nav.label': 'Pages of this account',
  'nav.settings': 'Account security',
  'nav.choices': 'Remembered choices',
  'nav.devices': 'My devices',
  'nav.review': 'Review',
  'nav.activity': 'Activity',
  'nav.support': 'Support',
  'account.organization': 'your organization',
  'load.loading': 'Loading…',
  'when.both': '{relative} ({date})',

  'security.title': 'Change account security',
  'security.sso': 'Single sign-on',
  'security.sso.text':
    'Google and Microsoft accounts that open this Sonar account. Linking one adds no address to it: no voicemail is sent there.',
  'security.on':
    '{count, plural, one {# linked account opens this Sonar account.} other {# linked accounts open this Sonar account.}}',
  'security.off': 'Turn on to link a {provider} account. Your browser opens for it.',
  'security.locked.provider':
    'Managed by your organization: {provider} isn’t allowed on this computer.',
  'security.locked.linking':
    'Managed by your organization: accounts can’t be linked on this computer.',
  'security.locked.sso': 'Single sign-on is off for this Sonar account.',
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
  'addresses.text':
    'Whoever signs in to Google or Microsoft with one of these can open the account.',
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

  'choices.title': 'Remembered choices',
  'choices.text':
    'Some Google and Microsoft accounts open several Sonar accounts. This is what each of them opens without asking.',
  'choices.list': 'Remembered choices',
  'choices.none': 'Nothing is remembered on this computer.',
  'choices.opens': 'Opens',
  'choices.opens-of': 'Opens, for {identity}',
  'choices.always-ask': 'Always ask',
  'choices.forget': 'Forget',
  'choices.forget-of': 'Forget {identity}',
  'choices.forget.text': 'Once forgotten, the next sign-in asks and remembers the new choice.',
  'choices.locked': 'Managed by your organization: choices aren’t remembered on this computer.',
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
    'Google or Microsoft no longer opens the account, on any computer. It’s a switch in account security.',
  'leave.sso.action': 'Go to single sign-on',
  'leave.everywhere': 'Sign out everywhere',
  'leave.everywhere.text':
    'On every computer and phone, this one included. Linked accounts stay linked.',
} as const;
