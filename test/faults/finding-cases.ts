import { type FaultGroup, faultGroup } from './fault-case.ts';

const needsWindowsUpdater = 'needs Windows and a signed installer; the rule itself is tested here';
const needsWindowsUninstaller =
  'the uninstaller runs on Windows only; its script is compiled and read here';

/** What a review of the code found, and what public reports of comparable products led to. */
export const findingCases: readonly FaultGroup[] = [
  faultGroup('Findings of a review', [
    [
      'S2-01',
      'another person of the computer answers the listener with their own account',
      'refused; nobody is linked without being asked',
      'opened-elsewhere',
    ],
    [
      'S2-02',
      'a stolen Sonar refresh token is used beside the app',
      'worth nothing without the key, and noticed',
      'session-expired',
    ],
    [
      'S2-03',
      'a policy that is present and cannot be used',
      'the strict side, and the person is told',
      'blocked-by-policy',
    ],
    [
      'S2-04',
      'an address that somebody proved before comes with another identity',
      'no match until the office manager approves',
    ],
    [
      'S2-05',
      'signing out while the keychain is locked',
      'the service is told with what is in memory, or later',
    ],
    [
      'S2-06',
      'the key of an earlier request with a made-up token',
      '401, no kept answer',
      'session-expired',
    ],
    [
      'S2-07',
      'a bare access token adds a way in for good',
      'refused without a fresh proof; every new link is told',
      'reverify-required',
    ],
    [
      'S2-08',
      'removal beside a running app; leftovers',
      'never "done" for nothing; leftovers are tried again',
    ],
    [
      'S2-09',
      'one password over all names, made-up devices',
      'limited by address and overall',
      'too-many-tries',
    ],
    [
      'S2-10',
      'an update without a named publisher, over a proxy or certificate that policy forbids',
      'refused',
      null,
      needsWindowsUpdater,
    ],
    [
      'S2-11',
      'one organization approves an address that another has too',
      'counts for its own accounts only',
    ],
    [
      'S2-12',
      'the service’s address comes from a policy',
      '`/v1` is there; a bad one is never replaced by the built-in one',
    ],
    ['S2-13', 'times in the settings are any text', 'due at once, then at intervals; no storm'],
    [
      'S2-14',
      'a proof that could not be sent, after Cancel or a lock',
      'forgotten; before that, whose it is, is shown',
    ],
    [
      'S2-15',
      'the next person on a shared computer',
      'Microsoft asks for the password, and that is checked; what Google does is said',
    ],
    [
      'S2-16',
      'an answer of the service of the wrong shape',
      'reaches neither window nor softphone',
      'account-service-invalid',
    ],
    [
      'S2-17',
      'a name longer than can be kept',
      'refused where it arrives; no account is lost',
      'account-service-invalid',
    ],
    ['S2-18', 'the lock of the settings names a living stranger', 'nothing stands still'],
    ['S2-19', 'logout tokens; signing keys of another issuer', 'refused', 'identity-not-verified'],
    [
      'S2-20',
      'switches and variables that undo a promise',
      'the packaged app does not start with them',
    ],
    ['S2-21', 'a taken-over window opens tab after tab', 'a few a minute'],
    [
      'S2-22',
      'a stricter network policy while connections are open',
      'they are closed; nothing goes out before it holds',
    ],
    [
      'S2-23',
      'saving over an existing file; copies of broken settings',
      '0600; the copies go with the account',
    ],
    ['S2-24', 'floods without a session', 'no kept answer and no row for each'],
    [
      'S2-25',
      'the elevated uninstaller and a folder of the person',
      'it does not touch it',
      null,
      needsWindowsUninstaller,
    ],
    [
      'S2-26',
      'a page whose name was made to point to this computer asks the sandbox',
      'refused by its Host',
    ],
    ['S2-27', 'the connection dies under a one-time credential', 'it was sent once'],
    ['S2-28', 'an answer after sign-out', 'dropped; nothing further is sent'],
  ]),
  faultGroup('Public reports of comparable products', [
    [
      'B-02',
      'the provider only wants to see the person again',
      'the session runs on and asks to confirm',
      'interaction-required',
    ],
    [
      'B-03',
      'only an administrator can help',
      'words, number and message for the administrator',
      'administrator-needed',
    ],
    ['B-05', 'the lock of the app cannot be made', 'a window that says so, or words and a code'],
    [
      'B-07',
      'nothing opened although the system said so',
      'the words promise nothing; no browser is said',
      'browser-not-opened',
    ],
    [
      'B-09',
      'settings and their copy are full of NULs',
      'said once; old items are found and removed',
    ],
    [
      'B-10',
      'a Sonar username of 257 to 320 characters',
      'one limit on both sides',
      'wrong-credentials',
    ],
    ['B-11', 'a proxy that wants a password', 'words of its own', 'proxy-password'],
    [
      'B-13',
      'the browser insists on a secure connection to this computer',
      'the attempt waits on, and the window says it',
    ],
    [
      'B-14',
      'an answer of this attempt with neither code nor error',
      'the attempt waits on; the page says what to do',
    ],
    [
      'B-15',
      'two desktops of one person',
      'one app: the second start ends with 0, the window stays where it is',
    ],
    [
      'B-16',
      'a copy of profile and keychain runs beside the original',
      'noticed; both sign in again',
      'session-expired',
    ],
    ['B-17', 'a very long address as hint', 'the browser opens: it gets a short address of ours'],
    [
      'B-18',
      'the provider answers "not now"',
      'other words than for one that cannot be reached',
      'provider-busy',
    ],
    [
      'B-19',
      'a policy names an alias domain of Google',
      'refused; the manual asks for the primary one',
      'blocked-by-policy',
    ],
    ['B-20', 'locks left by a crash', 'the app starts'],
    ['B-21', 'the first copy hangs', 'the second start takes its place'],
    ['B-22', 'one broken settings file', 'still signed in, from the copy, and told'],
    [
      'B-23',
      'a keyring without a login collection',
      'signed in until quit, and why',
      'credential-store-unavailable',
    ],
    ['B-24', 'tokens that live for months', 'no timer fires at once'],
    [
      'B-25',
      'Back and Cancel at Microsoft',
      'one message, the number in the details',
      'access-denied',
    ],
    ['B-26', 'further parameters in the answer', 'signed in'],
    ['B-27', 'connections that say nothing', 'signed in; the listener ends'],
    [
      'B-28',
      'Google asks to sign in again',
      'the session runs on and asks to confirm',
      'interaction-required',
    ],
    [
      'B-29',
      'a registration that is wrong, or a code that was used before',
      'the administrator’s words and the number',
      'provider-refused',
    ],
    ['B-30', 'odd characters in a hint', 'they arrive unchanged'],
    ['B-31', 'odd characters in the path of the settings', 'starts, writes, and finds it again'],
    ['B-32', 'odd locales and time zones', 'starts in the right language'],
    ['B-33', 'sleep while a sign-in waits', 'signed in'],
    [
      'B-34',
      'blanks, capitals and marks around a username',
      'accepted or "don’t match"',
      'wrong-credentials',
    ],
    ['B-35', 'a full disk', 'the window opens, signing in works'],
    [
      'B-36',
      'a direction mark in the name of an organization',
      'its neighbours read as they should',
    ],
    ['B-37', 'an account without an extension', 'no empty label'],
  ]),
];
