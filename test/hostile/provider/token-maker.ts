import { createHmac } from 'node:crypto';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';

/** The providers that the hostile one can pass for. */
export type Style = 'google' | 'microsoft';

/** The app's client id at the hostile provider. */
export const hostileClientId = 'us';

/** A tenant, and a person in it, of the hostile Microsoft. */
export const tid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
export const oid = '9b2f0a57-5d1e-4f60-8a0b-7d6a1f1b2c3d';

export type Claims = Record<string, unknown>;

/** Makes ID tokens, right and wrong ones. */
export interface TokenMaker {
  readonly style: Style;
  /** What a genuine token would say. */
  readonly claims: Claims;
  /** Signs with the current key unless told otherwise; `header` is laid over the right one. */
  sign(claims: Claims, header?: Claims, key?: SigningKey): Promise<string>;
  /** A compact JWS of any text, well signed: for what no JSON library would write. */
  signText(claimsText: string, headerText?: string): Promise<string>;
  /** `alg: HS256` with the public key's PEM as the secret. */
  signWithPublicKey(claims: Claims): Promise<string>;
  readonly keys: { current: SigningKey; readonly other: SigningKey };
}

/** A key pair with the id it is published under. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** Makes an RS256 key. */
export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  return { kid, privateKey, publicKey, jwk };
}

/** What a genuine provider of that style would claim about its one person, now. */
export function genuineClaims(style: Style, origin: string, nonce: string | null): Claims {
  const iat = Math.floor(Date.now() / 1000);
  const common = {
    aud: hostileClientId,
    iat,
    exp: iat + 3600,
    ...(nonce === null ? {} : { nonce }),
  };
  if (style === 'google') {
    return {
      ...common,
      iss: origin,
      sub: '110248495921238986420',
      email: 'ana@acme.test',
      email_verified: true,
      hd: 'acme.test',
    };
  }
  return {
    ...common,
    iss: `${origin}/${tid}/v2.0`,
    sub: 'pairwise-subject',
    tid,
    oid,
    email: 'ana@acme.test',
    preferred_username: 'ana@acme.test',
    xms_edov: true,
    ver: '2.0',
  };
}

/** Binds a maker to one answer's claims. */
export function createTokenMaker(
  style: Style,
  claims: Claims,
  keys: TokenMaker['keys'],
): TokenMaker {
  const rightHeader = (key: SigningKey) => ({ alg: 'RS256', typ: 'JWT', kid: key.kid });
  return {
    style,
    claims,
    keys,
    sign: (body, header = {}, key = keys.current) =>
      signParts(JSON.stringify({ ...rightHeader(key), ...header }), JSON.stringify(body), key),
    signText: (body, header = JSON.stringify(rightHeader(keys.current))) =>
      signParts(header, body, keys.current),
    async signWithPublicKey(body) {
      const header = JSON.stringify({ ...rightHeader(keys.current), alg: 'HS256' });
      const input = `${encode(header)}.${encode(JSON.stringify(body))}`;
      const secret = await exportSPKI(keys.current.publicKey);
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    },
  };
}

async function signParts(header: string, claims: string, key: SigningKey): Promise<string> {
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = await crypto.subtle.sign(
    'RSASSA-PKCS1-v1_5',
    key.privateKey,
    new TextEncoder().encode(input),
  );
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** A wrong ID token: its catalogue number, what is wrong with it, how it is made, and where it makes sense. */
export type IdTokenCase = readonly [
  id: string,
  what: string,
  make: (maker: TokenMaker) => unknown,
  only?: Style | undefined,
];

const tolerance = 60;

function changed(change: Claims) {
  return ({ sign, claims }: TokenMaker) => sign({ ...claims, ...change });
}

function without(name: string) {
  return ({ sign, claims }: TokenMaker) => {
    const { [name]: _, ...rest } = claims;
    return sign(rest);
  };
}

function withHeader(header: Claims) {
  return ({ sign, claims }: TokenMaker) => sign(claims, header);
}

/** Moves a time claim to so many seconds from now. */
function at(name: string, seconds: number) {
  return (maker: TokenMaker) => changed({ [name]: Math.floor(Date.now() / 1000) + seconds })(maker);
}

/** Changes the text of the claims, which is signed as it then is. */
function rewritten(change: (text: string) => string) {
  return ({ signText, claims }: TokenMaker) => signText(change(JSON.stringify(claims)));
}

async function unsigned(maker: TokenMaker, alg: string): Promise<string> {
  const [, claims] = (await maker.sign(maker.claims)).split('.');
  return `${Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url')}.${claims}.`;
}

/** A flipped bit in the middle of the signature. */
async function forged({ sign, claims }: TokenMaker): Promise<string> {
  const [header, body, signature = ''] = (await sign(claims)).split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  return `${header}.${body}.${bytes.toString('base64url')}`;
}

/** Every one must be refused on both providers' paths, with nothing stored and Sonar not called. */
export const idTokenCases: readonly IdTokenCase[] = [
  ['ID-01', 'one signature bit flipped', forged],
  [
    'ID-01',
    'signed with a key that is not published',
    ({ sign, claims, keys }) => sign(claims, { kid: keys.current.kid }, keys.other),
  ],
  ['ID-02', 'alg none', (maker) => unsigned(maker, 'none')],
  ['ID-02', 'alg nOnE', (maker) => unsigned(maker, 'nOnE')],
  [
    'ID-03',
    'HS256 with the public key as the secret',
    ({ signWithPublicKey, claims }) => signWithPublicKey(claims),
  ],
  ['ID-03', 'the right key under another algorithm', withHeader({ alg: 'PS256' })],
  ['ID-05', 'another issuer', changed({ iss: 'https://evil.invalid' })],
  [
    'ID-05',
    'the issuer with a slash more',
    ({ sign, claims }) => sign({ ...claims, iss: `${String(claims.iss)}/` }),
  ],
  ['ID-05', 'the issuer in an array', ({ sign, claims }) => sign({ ...claims, iss: [claims.iss] })],
  [
    'ID-05',
    'the issuer of another tenant than tid',
    changed({ tid: '00000000-0000-4000-8000-000000000000' }),
    'microsoft',
  ],
  [
    'ID-05',
    'the issuer template itself',
    ({ sign, claims }) =>
      sign({
        ...claims,
        iss: String(claims.iss).replace(String(claims.tid), '{tenantid}'),
        tid: '{tenantid}',
      }),
    'microsoft',
  ],
  ['ID-06', 'no issuer', without('iss')],
  ['ID-09', 'another audience', changed({ aud: 'evil' })],
  ['ID-09', 'the audience in other case', changed({ aud: hostileClientId.toUpperCase() })],
  ['ID-10', 'no audience', without('aud')],
  ['ID-11', 'a second audience', changed({ aud: [hostileClientId, 'evil'] })],
  ['ID-11', 'our audience second', changed({ aud: ['evil', hostileClientId] })],
  ['ID-11', 'our audience twice', changed({ aud: [hostileClientId, hostileClientId] })],
  ['ID-11', 'an empty list of audiences', changed({ aud: [] })],
  ['ID-12', 'another authorised party', changed({ azp: 'evil' })],
  ['ID-14', 'no subject', without('sub')],
  ['ID-14', 'an empty subject', changed({ sub: '' })],
  ['ID-14', 'a number as subject', changed({ sub: 123 })],
  ['ID-14', 'a subject of 256 characters', changed({ sub: 'x'.repeat(256) })],
  ['ID-14', 'no object id', without('oid'), 'microsoft'],
  ['ID-14', 'an object id that is none', changed({ oid: 'admin' }), 'microsoft'],
  ['ID-14', 'no tenant id', without('tid'), 'microsoft'],
  ['ID-15', 'expired by one second more than tolerated', at('exp', -tolerance - 1)],
  ['ID-15', 'no exp', without('exp')],
  ['ID-15', 'no iat', without('iat')],
  ['ID-15', 'a week old', at('iat', -7 * 86_400)],
  ['ID-15', 'two hours old, with a life of three', at('iat', -2 * 3600)],
  [
    'ID-15',
    'issued an hour ahead',
    ({ sign, claims }) =>
      sign({ ...claims, iat: Number(claims.iat) + 3600, exp: Number(claims.exp) + 3600 }),
  ],
  ['ID-15', 'not valid for another two minutes', at('nbf', 2 * tolerance + 5)],
  ['ID-15', 'exp as text', ({ sign, claims }) => sign({ ...claims, exp: String(claims.exp) })],
  ['ID-15', 'exp 1e308', changed({ exp: 1e308 })],
  ['ID-15', 'a negative iat', changed({ iat: -1 })],
  ['ID-15', 'a life of a week', at('exp', 7 * 86_400)],
  ['ID-16', 'no nonce', without('nonce')],
  ['ID-16', 'another nonce', changed({ nonce: 'other' })],
  [
    'ID-16',
    'the nonce in an array',
    ({ sign, claims }) => sign({ ...claims, nonce: [claims.nonce] }),
  ],
  ['ID-16', 'an empty nonce', changed({ nonce: '' })],
  ['ID-22', 'the type of an access token', withHeader({ typ: 'at+jwt' })],
  ['ID-22', 'the type of a logout token', withHeader({ typ: 'logout+jwt' })],
  [
    'ID-22',
    'the event of a logout token',
    changed({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
  ],
  ['ID-22', 'an unknown critical extension', withHeader({ crit: ['exp'], exp: 1 })],
  ['ID-22', 'an unencoded payload', withHeader({ b64: false, crit: ['b64'] })],
  [
    'ID-23',
    'two segments',
    async ({ sign, claims }) => (await sign(claims)).split('.').slice(0, 2).join('.'),
  ],
  ['ID-23', 'four segments', async ({ sign, claims }) => `${await sign(claims)}.x`],
  ['ID-23', 'bad base64', async ({ sign, claims }) => (await sign(claims)).replace('.', '.$')],
  ['ID-23', 'padded base64', async ({ sign, claims }) => `${await sign(claims)}==`],
  ['ID-23', 'claims that are no JSON', rewritten((text) => text.slice(1))],
  ['ID-23', 'claims that are a list', rewritten((text) => `[${text}]`)],
  [
    'ID-23',
    'a header that is no JSON',
    ({ signText, claims }) => signText(JSON.stringify(claims), '{'),
  ],
  ['ID-23', 'a claim twice', rewritten((text) => text.replace('{', '{"sub":"someone-else",'))],
  [
    'ID-23',
    'a claim twice, once escaped',
    rewritten((text) => text.replace('{', '{"s\\u0075b":"someone-else",')),
  ],
  [
    'ID-23',
    '__proto__ among the claims',
    rewritten((text) => text.replace('{', '{"__proto__":{"sub":"admin"},')),
  ],
  [
    'ID-23',
    '10,000 levels of nesting',
    rewritten((text) => text.replace('{', `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)},`)),
  ],
  ['ID-23', '5 MB', changed({ pad: 'x'.repeat(5_000_000) })],
  ['ID-23', '100 kB', changed({ pad: 'x'.repeat(100_000) })],
  ['ID-23', 'an empty text', () => ''],
  ['ID-23', 'a number', () => 5],
  ['ID-23', 'nothing', () => undefined],
];
