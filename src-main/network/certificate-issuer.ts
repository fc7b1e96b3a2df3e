import { connect } from 'node:tls';

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
