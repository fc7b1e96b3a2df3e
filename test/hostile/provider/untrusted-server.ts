import { createServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';

/** A server whose TLS nobody should accept. */
export interface UntrustedServer {
  /** `https://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Requests that came through, which must stay 0, and connections. */
  readonly counts: { requests: number; connections: number };
  close(): Promise<void>;
}

/** The organization in the certificate, as an inspecting proxy would have its own there. */
export const untrustedIssuer = 'Acme Inspection';

// Made for this test with `openssl req -x509`, valid for 100 years, trusted by nobody.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3KHcmgZcqktKB6Qv
9qg7E/N2WZMa8q51OT4AjS2UpiehRANCAASIP7LmUg4Z80AumHZP18uji2uCyqLi
fAKNqIMfbAhgASxYALsP8ICA+X0ckoWA/DmTH//2HgIhcscmFHrrOYTD
-----END PRIVATE KEY-----`;

const cert = `-----BEGIN CERTIFICATE-----
MIIBxTCCAWqgAwIBAgIUVaDA+gNOfTQ22lC5whUmJb4+obswCgYIKoZIzj0EAwIw
LjEYMBYGA1UECgwPQWNtZSBJbnNwZWN0aW9uMRIwEAYDVQQDDAkxMjcuMC4wLjEw
IBcNMjYxMTI1MTM0NzM0WhgPMjEyNjExMDExMzQ3MzRaMC4xGDAWBgNVBAoMD0Fj
bWUgSW5zcGVjdGlvbjESMBAGA1UEAwwJMTI3LjAuMC4xMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEiD+y5lIOGfNALph2T9fLo4trgsqi4nwCjaiDH2wIYAEsWAC7
D/CAgPl9HJKFgPw5kx//9h4CIXLHJhR66zmEw6NkMGIwHQYDVR0OBBYEFPiBUOLq
sj7XNWnSfQO/7nzzUpagMB8GA1UdIwQYMBaAFPiBUOLqsj7XNWnSfQO/7nzzUpag
MA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNJ
ADBGAiEApaIQf9lEfRh/4NVrWQgcXpE+020hpOp90hIaH/4BPPgCIQDcjxGeEuMn
qhf1/7GZrIv/SZwmFs7VFhhuWcpALkZYSA==
-----END CERTIFICATE-----`;

/** Starts it: with a certificate it signed itself, or speaking only what was given up long ago. */
export async function startUntrustedServer(
  fault: 'self-signed' | 'tls-1.0',
): Promise<UntrustedServer> {
  const old: SecureContextOptions =
    fault === 'tls-1.0'
      ? { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }
      : {};
  const counts = { requests: 0, connections: 0 };
  const server = createServer({ key, cert, ...old }, (_request, response) => {
    counts.requests += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.on('connection', () => {
    counts.connections += 1;
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `https://127.0.0.1:${port}`,
    counts,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
