import { connect } from 'node:tls';

/** What kept a request from being answered, as far as an error of `fetch` tells. */
export type NetworkFault =
  | 'offline'
  | 'untrusted'
  | 'proxy-password'
  | 'redirected'
  | 'unreachable';

/**
 * No way out of this computer, or no name server behind it. A network that has just changed (`ERR_NETWORK_CHANGED`), that
 * software keeps us from (`ERR_NETWORK_ACCESS_DENIED`) or that sleeps (`ERR_NETWORK_IO_SUSPENDED`) is none of that: who
 * has just gone from cable to wireless is not offline.
 */
const offlineCodes = [
  /^(?:ENOTFOUND|EAI_\w+|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|ENONET)$/,
  /^ERR_(?:INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ADDRESS_UNREACHABLE|DNS_\w+)$/,
];

/** Chromium's names for a proxy that wants a name and a password, or a way to give them that it does not know. */
const proxyPasswordCodes = [
  /^ERR_(?:PROXY_AUTH_\w+|UNEXPECTED_PROXY_AUTH|MISSING_AUTH_CREDENTIALS|UNSUPPORTED_AUTH_SCHEME)$/,
];

/** OpenSSL's and Chromium's names for a certificate or a handshake that was not accepted. */
const untrustedCodes = [
  /CERT|SELF_SIGNED|^UNABLE_TO_(?:VERIFY|GET)|^ERR_TLS_|^ERR_SSL_|^EPROTO$|^INVALID_PURPOSE$|^HOSTNAME_MISMATCH$/,
];

/**
 * Reads Node's error codes (undici hides them in `cause`, Happy Eyeballs in `errors`) and Chromium's, which Electron's
 * `net.fetch` has in its message.
 */
export function readNetworkFault(error: unknown): NetworkFault {
  const codes = collectCodes(error, 0);
  const has = (patterns: readonly RegExp[]) =>
    codes.some((code) => patterns.some((pattern) => pattern.test(code)));
  if (has(untrustedCodes)) return 'untrusted';
  if (has(proxyPasswordCodes)) return 'proxy-password';
  if (has(offlineCodes)) return 'offline';
  if (has([/^REDIRECT$/])) return 'redirected';
  return 'unreachable';
}

function collectCodes(error: unknown, depth: number): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const chromium = /\bnet::(ERR_\w+)/.exec(error.message)?.[1];
  const redirect = /\bredirect/i.test(error.message) ? ['REDIRECT'] : [];
  const several = error instanceof AggregateError ? error.errors : [];
  return [
    ...own,
    ...(chromium === undefined ? [] : [chromium]),
    ...redirect,
    ...[error.cause, ...several].flatMap((inner) => collectCodes(inner, depth + 1)),
  ];
}

/** Enough for one handshake with a host that has just answered one. */
const handshakeDeadlineMs = 3_000;

/**
 * Who issued the certificate that a host shows, for the sentence that tells a person which inspecting proxy stands in
 * between; null when it cannot be read (such as behind a proxy). For display only: this connection carries no
 * request, is trusted by nobody and closed after the handshake, which is why verification may be off here.
 */
export function readCertificateIssuer(
  url: string,
  deadlineMs: number = handshakeDeadlineMs,
): Promise<string | null> {
  const { hostname, port, protocol } = new URL(url);
  if (protocol !== 'https:') return Promise.resolve(null);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      ...(/[a-z]/i.test(hostname) ? { servername: host } : {}),
      rejectUnauthorized: false,
    });
    const timer = setTimeout(() => end(null), deadlineMs);
    socket.once('secureConnect', () => end(issuerName(socket.getPeerCertificate().issuer)));
    socket.on('error', () => end(null));

    function end(issuer: string | null): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(issuer);
    }
  });
}

/** Organization, else common name; null when there is neither. */
export function issuerName(
  issuer: { readonly O?: unknown; readonly CN?: unknown } | undefined,
): string | null {
  const name = [issuer?.O, issuer?.CN].flat().find((part) => typeof part === 'string');
  const printable = typeof name === 'string' ? toPrintable(name) : '';
  return printable === '' ? null : printable;
}

/** One line of printable text, because a stranger wrote it. */
function toPrintable(name: string): string {
  return name
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '')
    .trim()
    .slice(0, 100);
}
