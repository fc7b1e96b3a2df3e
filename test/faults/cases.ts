import type { ErrorCode } from '../../preload/contract/errors.ts';

/** One attack or fault, and what has to become of it. Tests prove it by naming its id in their titles. */
export interface FaultCase {
  readonly id: string;
  /** What is done to the app, the service or the installation. */
  readonly given: string;
  /** What must come of it. */
  readonly outcome: string;
  /** The code that the person is shown; null: none, or the answer is not the window's. */
  readonly code: ErrorCode | null;
  /** Why it cannot run here; such a case never counts as passed, whatever tests name it. */
  readonly notRun?: string;
}

/** Cases of one kind. */
export interface FaultGroup {
  readonly title: string;
  readonly cases: readonly FaultCase[];
}

/** A case as it stands in a list. */
type FaultRow = readonly [
  id: string,
  given: string,
  outcome: string,
  code?: ErrorCode | null,
  notRun?: string,
];

const needsWindows = 'needs Windows; a named fake stands in for its interface here';
const needsWindowsOrMac =
  'Electron checks its archive on Windows and macOS only; on Linux the files belong to root';
const needsWindowsUpdater = 'needs Windows and a signed installer; the rule itself is tested here';
const needsWindowsUninstaller =
  'the uninstaller runs on Windows only; its script is compiled and read here';

/** All groups, in the order of the document: first classes of attacks and faults with one stimulus each. */
export const allGroups: readonly FaultGroup[] = [
  faultGroup('Authorization response', [
    [
      'AR-01',
      'a code without a state reaches the listener',
      'a page with status 400; the attempt waits on, no token request',
    ],
    ['AR-02', 'the state differs in one character, in case, or is cut short', 'as AR-01'],
    [
      'AR-04',
      'the answer of a finished sign-in is sent again',
      'refused; no second exchange, the session stays',
    ],
    [
      'AR-05',
      'the state or the code stands twice in the answer',
      'refused; neither the first nor the last counts',
    ],
    [
      'AR-07',
      'the person says no at the provider',
      'back to the buttons, no token request',
      'access-denied',
    ],
    [
      'AR-08',
      'each standard error, and one that nobody knows',
      'a code of ours each; the text of the provider is not shown',
      'provider-refused',
    ],
    [
      'AR-10',
      'the provider announces `iss` and the answer lacks it or has another',
      'refused',
      'identity-not-verified',
    ],
    ['AR-12', 'a code and an error in one answer', 'an error; no token request'],
    [
      'AR-13',
      'markup, 100 kB, line breaks, escapes and direction marks in the error text',
      'not shown anywhere; one line of the log stays one line',
    ],
    ['AR-14', 'tokens in the answer, as in the implicit flow', 'not looked at'],
    [
      'AR-15',
      '10,000 authorization requests',
      'S256 always; verifier, state and nonce of 256 bit, none ever twice',
    ],
    [
      'AR-16',
      'the answer comes after Cancel',
      'nobody listens; no token request, the window stays',
    ],
  ]),
  faultGroup('ID token, at the app for both providers and at the service', [
    [
      'ID-01',
      'one byte of signature or claims is changed',
      'refused, nothing is stored',
      'identity-not-verified',
    ],
    ['ID-02', 'no signature: `none` in any spelling', 'refused', 'identity-not-verified'],
    ['ID-03', 'HS256 with the public key as its secret', 'refused', 'identity-not-verified'],
    ['ID-05', 'another issuer', 'refused', 'identity-not-verified'],
    ['ID-06', 'no issuer', 'refused', 'identity-not-verified'],
    [
      'ID-08',
      'the token of one provider at the door of the other',
      'refused',
      'identity-not-verified',
    ],
    ['ID-09', 'the audience is somebody else', 'refused', 'identity-not-verified'],
    ['ID-10', 'no audience', 'refused', 'identity-not-verified'],
    [
      'ID-11',
      'a list of audiences: only us, us and another, empty',
      'only us is accepted',
      'identity-not-verified',
    ],
    ['ID-12', 'the authorized party is somebody else', 'refused', 'identity-not-verified'],
    ['ID-13', 'the product has no client id', 'it does not start, and names the key'],
    [
      'ID-14',
      'the subject is missing, empty, a number or too long',
      'refused',
      'identity-not-verified',
    ],
    [
      'ID-15',
      'expired, from the future, a week old, times that are no numbers',
      'refused; a wrong clock has words of its own',
      'clock-skew',
    ],
    [
      'ID-16',
      'the nonce is missing, another attempt’s, or a list',
      'refused',
      'identity-not-verified',
    ],
    [
      'ID-18',
      'the provider changes its keys between two sign-ins',
      'the new key is accepted; the old one is refused once it is gone',
    ],
    ['ID-19', 'a thousand tokens with keys that nobody has', 'one more fetch of keys at most'],
    ['ID-20', 'the token does not name its key', 'accepted only where one key verifies it'],
    [
      'ID-22',
      'an access token or a logout token instead; an unknown critical header',
      'refused',
      'identity-not-verified',
    ],
    [
      'ID-23',
      'no JWT: segments, base64, JSON, doubled names, prototypes, megabytes, nesting',
      'refused at once',
      'identity-not-verified',
    ],
    [
      'ID-24',
      'the address is not verified, or verified in another spelling',
      'never matched by address',
    ],
    [
      'ID-25',
      'the userinfo endpoint speaks of somebody else',
      'it is never asked: the ID token is the only source',
    ],
    [
      'ID-26',
      'discovery names another issuer, foreign endpoints, or http',
      'refused before a browser opens',
      'identity-not-verified',
    ],
  ]),
  faultGroup('Token endpoint and renewal', [
    [
      'TK-01',
      'the endpoint is silent, or sends a byte now and then',
      'ends at the deadline, the connection is closed',
      'provider-unreachable',
    ],
    [
      'TK-02',
      '503 at the code exchange',
      'the code was sent once; a new sign-in is offered',
      'provider-busy',
    ],
    [
      'TK-04',
      '5xx and 429 with every kind of Retry-After',
      'the session stays; the wait is bounded',
      'provider-busy',
    ],
    [
      'TK-05',
      '`invalid_grant` at a renewal; 400 with anything else',
      'the first ends that session only, the second ends none',
      'session-expired',
    ],
    [
      'TK-07',
      'a captive portal, another content type, a bomb, 100 MB',
      'refused within its bounds',
      'network-portal',
    ],
    [
      'TK-08',
      'the endpoint redirects',
      'not followed; nothing reaches the other place',
      'network-portal',
    ],
    [
      'TK-10',
      'spellings of `token_type`, missing and narrowed scopes, every kind of `expires_in`',
      'read as the standard says; no timer without a time',
    ],
    ['TK-12', 'the answer has no new refresh token', 'the old one is kept'],
    ['TK-13', 'fifty callers need a renewal at once', 'one request, one answer for all'],
    [
      'TK-14',
      'two processes of one profile renew at once',
      'one request; the other reads what was stored',
    ],
    [
      'TK-17',
      'the keychain refuses the new token',
      'said in the window; held in memory, tried again, never in a file',
    ],
    [
      'TK-19',
      'the service refuses, hangs or is away at sign-out',
      'signed out here at once; the service is told later',
    ],
    [
      'TK-20',
      'the clock jumps by days, the computer sleeps through an expiry',
      'one renewal, no storm',
    ],
    [
      'TK-21',
      'a certificate is expired, self-signed or for another host',
      'refused, its issuer is named, no way round',
      'connection-untrusted',
    ],
  ]),
  faultGroup('Loopback listener', [
    [
      'LB-01',
      'connections from outside while an attempt waits',
      'the listener is bound to loopback only',
    ],
    ['LB-04', 'a foreign web page sends forms, images and requests', 'no effect, no CORS headers'],
    ['LB-06', '500 slow connections, then the real answer', 'the real answer is served'],
    [
      'LB-07',
      'preconnects, icons, HEAD, OPTIONS, TRACE, HTTP/2',
      'a harmless page; the attempt waits on',
    ],
    ['LB-08', 'right parameters on a wrong path, by a wrong method', '404 and 405'],
    ['LB-09', 'smuggled and pipelined requests', '400, closed; one answer at most is taken'],
    [
      'LB-11',
      'no port can be had, or the listener does not hear itself',
      'no browser is opened',
      'callback-unavailable',
    ],
    [
      'LB-12',
      'the person closes the tab',
      'ends after five minutes, or with Cancel at once',
      'timed-out',
    ],
    [
      'LB-13',
      'the pages of the listener',
      'constant, no parameters in them, nothing remote, strict headers',
    ],
    ['LB-14', 'the address bar and the history after a sign-in', 'no code in them'],
    [
      'LB-15',
      'the app is quit while an attempt waits',
      'the port is free; the next start is not confused',
    ],
  ]),
  faultGroup('Second start and links from outside', [
    ['DL-02', 'switches in the arguments of a second start', 'none takes effect'],
    [
      'DL-03',
      'links of schemes that could be ours, as arguments of a second start',
      'nothing is taken from them; no scheme is registered with the system',
    ],
    [
      'DL-04',
      'many second starts at once, with and without arguments',
      'each ends with 0; the one window comes forward and stays as it was',
    ],
    [
      'DL-05',
      'a link in the arguments of the first start',
      'nothing listens for it; an ordinary start',
    ],
    [
      'DL-06',
      'locks of processes that are gone, of other computers and with the number of a stranger',
      'the app starts; a stranger is left alone',
    ],
    [
      'DL-07',
      'another program claims a scheme of ours',
      'no installer registers one and nothing relies on one',
    ],
  ]),
  faultGroup('Hand-over to the browser', [
    [
      'BH-01',
      'an address that is not https, or not ours',
      'refused, the system is not asked',
      'browser-not-opened',
    ],
    ['BH-03', 'a taken-over window names an address', 'verbs take names of pages, no addresses'],
    [
      'BH-04',
      'characters that other programs encode twice',
      'what the system gets is what was built',
    ],
    [
      'BH-05',
      'the system fails to open a browser, or hangs',
      'said, with an address to copy; the attempt waits on',
      'browser-not-opened',
    ],
    ['BH-06', 'the provider’s page inside the app', 'there is no window for it'],
    [
      'BH-07',
      'what stands in the address and in the argument list',
      'no secret; state and nonce in neither',
    ],
    ['BH-08', 'twenty clicks on one button', 'one attempt; a few tabs at most'],
  ]),
  faultGroup('Window and main process', [
    [
      'IP-01',
      'the page in a foreign window, in a frame, or of another origin calls a verb',
      'refused on every channel',
    ],
    ['IP-02', 'what the window finds on its bridge', 'exactly the verbs, nothing of Electron'],
    [
      'IP-03',
      'arguments of every wrong kind',
      'refused with a code, no stack crosses',
      'bad-request',
    ],
    [
      'IP-04',
      'everything that the window receives in a whole run',
      'no token, code, verifier or password',
    ],
    [
      'IP-06',
      'ten thousand calls at once',
      '64 run, the others are refused at once; the next ones are answered',
      'unexpected',
    ],
    [
      'IP-07',
      'the page dies, reloads or closes while an attempt waits',
      'it comes back with the right view; nothing is sent to one that is gone',
    ],
    [
      'IP-08',
      'links, new windows, refreshes and addresses set by the page',
      'all denied; one page, one window',
    ],
    ['IP-09', 'the preferences of the window, read on Electron', 'isolated, sandboxed, no Node'],
    [
      'IP-10',
      'scripts, frames, forms and connections that the page does not need',
      'blocked by its policy',
    ],
    ['IP-11', 'the page asks for camera, place, notifications, devices', 'denied'],
    [
      'IP-12',
      'names of markup, of direction marks and control characters, of nothing to be seen, and as long as any that is taken',
      'shown as text in its own place; longer ones are refused',
    ],
    [
      'IP-13',
      'a thousand subscriptions, and a view shown and left again and again',
      'no listener stays',
    ],
  ]),
  faultGroup('Keychain', [
    [
      'KC-01',
      'no keychain service',
      'signed in until quit, and said so; no file',
      'credential-store-unavailable',
    ],
    [
      'KC-03',
      'the keychain is unlocked while the app runs',
      'the accounts come back',
      'keychain-locked',
    ],
    [
      'KC-04',
      'the service takes a call and never answers',
      'nothing waits longer than 5 s; late writes count; the app can quit',
      'keychain-locked',
    ],
    [
      'KC-05',
      'the keyring, or the process that speaks to it, is killed between two calls',
      'a clear code; the old value is whole; then it works again',
      'credential-store-unavailable',
    ],
    [
      'KC-06',
      'a weaker store is asked for by a switch or by the settings file',
      'ignored: signed in until quit',
    ],
    [
      'KC-07',
      'secrets at and above the limit of Windows',
      'kept in parts; a failed part never destroys the old value',
      null,
      needsWindows,
    ],
    [
      'KC-10',
      'an item is cut, foreign, or of a newer version',
      'that account signs in again; the item stays',
      'session-expired',
    ],
    [
      'KC-11',
      'another program of the person reads the keychain',
      'accepted; nothing but refresh tokens and keys bound to them is there',
    ],
    [
      'KC-12',
      'sign-out and removal, also when one delete does not work',
      'no item is left; what could not go is tried again',
    ],
    ['KC-13', 'two processes write one item', 'the last whole value wins'],
    [
      'KC-14',
      'the native module is missing or built for another host',
      'said; signed in until quit',
      'keychain-broken',
    ],
    [
      'KC-15',
      'keychain entries roam with a Windows profile',
      'the system’s rule, documented',
      null,
      needsWindows,
    ],
  ]),
  faultGroup('Settings on disk', [
    [
      'PR-01',
      'the file is empty, NULs, cut, of another encoding or no object',
      'the app starts, the file is kept aside, the person is told',
    ],
    [
      'PR-02',
      'killed at each step of a write',
      'no account is lost, and what was begun is cleaned up',
    ],
    ['PR-03', 'the disk is full, broken or read-only', 'said; changes hold until quit'],
    ['PR-05', 'two processes change different things', 'both are there'],
    ['PR-06', 'a whole run, then a search of everything on disk', 'no secret'],
    ['PR-07', 'loose masks and modes', 'files 0600, folders 0700'],
    [
      'PR-08',
      'addresses, prototypes, huge numbers and unknown keys in the file',
      'no address is taken from it; the rest is dropped',
    ],
    ['PR-09', 'the file is a link, a folder or a pipe', 'not followed, nothing hangs'],
    [
      'PR-10',
      'files of every older and of a newer version',
      'nobody is lost; a newer file is kept whole',
    ],
  ]),
  faultGroup('Sonar service', [
    ['SV-02', 'an address comes back with another identity', 'not signed in; the old link stays'],
    ['SV-03', 'an identity comes back with another address', 'the same account'],
    ['SV-04', 'addresses that look alike', 'one rule; none crosses'],
    ['SV-05', 'claims without a token, tokens of others', '401', 'identity-not-verified'],
    ['SV-06', 'one ID token twice', 'the second is refused', 'identity-not-verified'],
    [
      'SV-07',
      'unknown name, wrong password, account without one',
      'one answer',
      'wrong-credentials',
    ],
    [
      'SV-08',
      'a thousand passwords: in a row, at once, over many names and devices',
      'refused after a few; the owner still gets in',
      'too-many-tries',
    ],
    ['SV-10', 'an account that was not offered, an offer that is old', 'refused', 'not-in-offer'],
    ['SV-11', 'the answer of a committed write is lost', 'the repetition gets the same answer'],
    [
      'SV-12',
      'the service is away, resets, answers nonsense, or ten thousand accounts',
      'one clear code; the provider is not asked twice',
      'account-service-unreachable',
    ],
    [
      'SV-13',
      'the database is locked or full, the process is killed',
      '503; nothing is half written',
    ],
    ['SV-14', 'injections in every field', '400 or 401; the database is unchanged', 'bad-request'],
    [
      'SV-15',
      'signed out, unlinked, disabled or changed password elsewhere',
      'refused at the next use, with the right words',
      'session-expired',
    ],
    ['SV-16', 'where a password goes', 'one request body; stored as a slow salted hash'],
    ['SV-17', 'the service’s address is another, or http', 'refused; no token is sent'],
    [
      'SV-18',
      'a one-time code is used twice, by two devices at once, replaced, expired, or for another account',
      'one device gets in; every other reads one answer',
      'wrong-credentials',
    ],
    [
      'SV-19',
      'one-time codes are guessed, or passwords and codes in turn',
      'one counter for both; refused after a few',
      'too-many-tries',
    ],
    [
      'SV-20',
      'the session of a one-time code is renewed past its end, proved again, or used to change a way in',
      'ends with the code; what lasts wants a proof that it cannot give',
      'session-expired',
    ],
    [
      'SV-21',
      'a one-time code where policy does not allow it, or issued by who may not',
      'refused before anything is asked; nothing is issued',
      'blocked-by-policy',
    ],
  ]),
  faultGroup('Log and diagnostics', [
    [
      'LG-01',
      'refused ID tokens, and errors of libraries that hold whole tokens',
      'no part of a token in error, log, report and output',
    ],
    [
      'LG-03',
      'every switch that makes Node, Electron and libraries talk',
      'no secret in output and log',
    ],
    ['LG-04', 'secrets in any field of any event', 'no eight letters of one get into the log'],
    [
      'LG-05',
      'main and page crash while signing in',
      'nothing is uploaded, no dump is left, no secret is in what is left',
    ],
    ['LG-06', 'details copied after a sign-in that did not work', 'useful and without secrets'],
    ['LG-07', 'line breaks and escapes in every foreign text', 'one event is one line'],
    [
      'LG-08',
      'ten thousand events; a log that cannot be written or was open to others',
      'bounded and private; nobody is disturbed',
    ],
    ['LG-09', 'each way through a sign-in', 'one event each, without personal data'],
  ]),
  faultGroup('Packaging', [
    ['PK-01', 'the fuses, read back from the packaged program', 'all set as stated'],
    [
      'PK-02',
      'run as Node, options for Node, inspectors, foreign certificates',
      'all inert in the packaged app',
    ],
    [
      'PK-03',
      'a changed archive, a folder beside it',
      'the app does not start',
      null,
      needsWindowsOrMac,
    ],
    [
      'PK-04',
      'the version of Electron that ships',
      'supported, and above known faults of the archive check',
    ],
    ['PK-05', 'what is in the archive', 'bundles only: no tests, stand-ins, maps or passwords'],
    [
      'PK-06',
      'patterns that are dangerous in an app on Electron, looked for in the sources',
      'none outside of the stated files',
    ],
    [
      'PK-07',
      'packages, their hashes and install scripts',
      'all locked; a new install script does not pass',
    ],
    [
      'PK-08',
      'who owns the installed files, and who may read the settings',
      'root; the person alone',
    ],
    ['PK-09', 'paths of the app’s own scheme', 'only files of the bundle'],
  ]),
  faultGroup('Load and time', [
    [
      'LD-01',
      '1,000 sign-ins and sign-outs',
      'none goes wrong; memory, sockets and timers stay flat',
    ],
    [
      'LD-02',
      'forty attempts in a row that each end in a fault',
      'the next clean one works; no listener is left',
    ],
    [
      'LD-03',
      'short renewals one after the other, with lost answers and 503',
      'nobody is signed out by our own doing',
    ],
    ['LD-04', 'the service is killed again and again under load', 'no double link, no lost write'],
    [
      'LD-06',
      'delays, losses and waking up at each step of sign-ins and renewals',
      'success or one clear code; no code is sent twice',
    ],
  ]),

  // What a review of the code found, and what public reports of comparable products led to.
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

/** Makes a group of its rows. */
function faultGroup(title: string, rows: readonly FaultRow[]): FaultGroup {
  return {
    title,
    cases: rows.map(([id, given, outcome, code = null, notRun]) => ({
      id,
      given,
      outcome,
      code,
      ...(notRun === undefined ? {} : { notRun }),
    })),
  };
}
