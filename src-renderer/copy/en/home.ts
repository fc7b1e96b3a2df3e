/** English words of the signed-in view. ICU MessageFormat. */
export const home = {
  'home.settings': 'Settings',
  'home.review': 'Review',
  'home.signed-in-with': '{provider} account {email}',
  'home.signed-in-with-no-email': '{provider} account',
  'home.signed-in-password': 'Sonar username and password',
  'home.presence.online': 'Online',
  'home.presence.renewing': 'Connecting…',
  'home.presence.offline': 'Offline',
  'home.presence.signed-out': 'Signed out',
  'home.still-signed-in': 'You’re still signed in.',
  'home.retry': 'Try now',
  'home.accounts': 'Other accounts',
  'home.add': 'Add an account',
  'home.announce.switched': 'Switched to {name}',

  'home.sign-out': 'Sign out',
  'home.sign-out.more': 'More ways to sign out',
  'home.sign-out.hint': 'On this computer. The account stays in the list.',
  'home.remove': 'Remove from this computer…',
  'home.remove.hint': 'Signs out, and forgets the account and your remembered choice.',
  'home.everywhere': 'Sign out everywhere…',
  'home.everywhere.hint': 'Signs out on all your computers and phones.',

  'remove.title': 'Remove {name} from this computer?',
  'remove.text':
    'You’ll be signed out here, and Sonar forgets this account and the choice you made for it. Other computers and linked Google or Microsoft accounts stay as they are.',
  'remove.confirm': 'Remove account',
  'everywhere.title': 'Sign out {name} everywhere?',
  'everywhere.text':
    'Every computer and phone where this account is signed in will be signed out, this one included. Linked Google or Microsoft accounts stay linked.',
  'everywhere.confirm': 'Sign out everywhere',

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
  'notice.links.review': 'Review sign-in options',
  'notice.dismiss': 'Got it',
  'notice.keychain-locked.title': 'Your keychain is locked',
  'notice.keychain-locked.text': 'Your sign-in is kept in it. Unlock it to go online.',
  'notice.credential-store-unavailable.title': 'Sonar can’t reach your keychain',
  'notice.credential-store-unavailable.text':
    'Your sign-in is kept in it, so Sonar can’t go online. Restart this computer, or ask your administrator.',
  'notice.keychain-broken.title': 'Sonar’s installation is damaged',
  'notice.keychain-broken.text':
    'It can’t take your sign-in out of the keychain. Reinstall Sonar, or ask your administrator.',
  'notice.memory.title': 'You’ll be signed out when you quit',
  'notice.memory.text':
    'The keychain on this computer isn’t available, so Sonar keeps your sign-in only until you quit.',
  'notice.memory-policy.text':
    'Your organization set this up as a shared computer: nothing is kept.',
  'notice.policy-unread.title': 'Sonar can’t read your organization’s settings',
  'notice.policy-unread.text':
    'Until it can read {place, select, file {the policy files} registry {the policies in the registry} other {the configuration profile}} on this computer, {session, select, offline {you’re signed in but offline, and nobody new can sign in} other {nobody new can sign in; whoever is signed in stays signed in}}. Send the details to your administrator.',
  'notice.policy-broken.title': 'Part of your organization’s settings can’t be used',
  'notice.policy-broken.text':
    'To be safe, Sonar locks what it is about. Send the details to your administrator.',
  'notice.unsaved.title': 'Changes aren’t kept on this computer',
  'notice.unsaved.text':
    'Sonar can’t write to its settings folder; the disk may be full or read-only. New sign-ins, choices and settings last until you quit. Free some space, or ask your administrator.',
  'notice.untold.title': 'Sonar doesn’t know yet that you signed out',
  'notice.untold.text':
    'You’re signed out on this computer. Sonar is told by itself as soon as it can be reached; keep this window open until then if you can.',
  'notice.restored.title': 'Your settings were repaired',
  'notice.restored.text':
    'The settings file was damaged. Sonar kept what it could read and took the rest from its copy, if there was one. Check your accounts, language and remembered choices.',
  'notice.reset.title': 'Your settings were lost',
  'notice.reset.text':
    'The settings file was damaged and there was no copy. Sign in again; accounts, remembered choices and language start anew.',
} as const;
