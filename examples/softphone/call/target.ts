/** Whom to call, out of what was typed or of a link. */
export interface CallTarget {
  /** The user part of the SIP address: an extension, or a number with its plus. */
  readonly user: string;
  /** Null: that of the account that calls. */
  readonly domain: string | null;
  /** An extension behind the number, dialled as tones once somebody has answered. */
  readonly tones: string | null;
}

/** A target, or one sentence that says what is wrong. */
export type ParsedTarget =
  | { readonly ok: true; readonly target: CallTarget }
  | { readonly ok: false; readonly words: string };

const separators = /[-.() \u00a0]/g;
const digits = /^\+?[0-9*#]{1,32}$/;
const hostName =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
const sipUser = /^[a-z0-9_.+*#-]{1,64}$/i;

/** Reads a number, an extension, a SIP address, or a `tel:` (RFC 3966), `sip:` or `sips:` link. */
export function parseTarget(text: string): ParsedTarget {
  const given = text.trim();
  if (given === '') return bad('Type a number or an address first.');
  if (/^tel:/i.test(given)) return parseTel(given.slice('tel:'.length));
  const address = given.replace(/^sips?:/i, '');
  if (address !== given || given.includes('@')) return parseSip(address);
  const number = given.replaceAll(separators, '');
  return digits.test(number) ? good(number) : bad('This is neither a number nor an address.');
}

/** `tel:+1-201-555-0123;ext=22`, `tel:201;phone-context=maple.example`, `tel:555-0123;phone-context=+1201`. */
function parseTel(text: string): ParsedTarget {
  const [subscriber = '', ...rest] = text.split(';');
  const parameters = new Map(
    rest.map((parameter) => {
      const [name = '', value = ''] = parameter.split('=', 2);
      return [name.toLowerCase(), value] as const;
    }),
  );
  const number = decode(subscriber)?.replaceAll(separators, '');
  const tones = parameters.get('ext')?.replaceAll(separators, '') ?? null;
  if (number === undefined || !digits.test(number))
    return bad('The link holds no telephone number.');
  if (tones !== null && !/^[0-9]{1,16}$/.test(tones))
    return bad('The extension in the link is none.');
  const context = parameters.get('phone-context');
  if (context === undefined || number.startsWith('+')) return good(number, null, tones);
  if (context.startsWith('+')) {
    const prefix = context.replaceAll(separators, '');
    return digits.test(prefix) ? good(prefix + number, null, tones) : badContext();
  }
  return hostName.test(context) ? good(number, context.toLowerCase(), tones) : badContext();
}

function parseSip(address: string): ParsedTarget {
  // Headers and a method would let a link say more than whom to call.
  if (address.includes('?')) return bad('The link asks for more than a call.');
  const [core = ''] = address.split(';');
  const [user, host, ...more] = core.split('@');
  const decoded = decode(user ?? '');
  const name = host?.replace(/:\d{1,5}$/, '');
  if (name === undefined || more.length > 0 || decoded === undefined || !hostName.test(name)) {
    return bad('This is no SIP address.');
  }
  const bare = digits.test(decoded.replaceAll(separators, ''))
    ? decoded.replaceAll(separators, '')
    : decoded;
  return sipUser.test(bare) ? good(bare, name.toLowerCase()) : bad('This is no SIP address.');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function good(user: string, domain: string | null = null, tones: string | null = null) {
  return { ok: true, target: { user, domain, tones } } as const;
}

function bad(words: string) {
  return { ok: false, words } as const;
}

function badContext() {
  return bad('The link says neither a country nor a domain for its number.');
}

/** The domain of a SIP address, without port and parameters. */
export function domainOf(sipAddress: string): string {
  return sipAddress
    .replace(/^[^@]*@/, '')
    .replace(/[:;?].*$/, '')
    .toLowerCase();
}

/** The address that an account calls: an extension is one of its own domain. */
export function sipAddressOf(target: CallTarget, accountDomain: string): string {
  return `sip:${target.user}@${target.domain ?? accountDomain}`;
}

const longestName = 80;

/**
 * What a stranger calls themselves, as it can stand in a sentence: on one line, no longer than a name, and without the
 * invisible characters that turn letters round or join them to what stands beside.
 */
export function plainName(given: string): string {
  const line = given.replaceAll(/\s+/g, ' ');
  const visible = line.replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '').trim();
  return [...visible].slice(0, longestName).join('');
}

/** The target as it is shown, and as its account is remembered. */
export function nameOfTarget({ user, domain }: CallTarget): string {
  return domain === null ? user : `${user}@${domain}`;
}
