import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The certificate that a registrar shows, made for one run by an authority that exists for it alone. */
export interface RegistrarCertificate {
  /** Path of the authority's certificate, PEM. */
  readonly authorityFile: string;
  /** SHA-256 of the certificate, hexadecimal with colons, as `openssl x509 -fingerprint -sha256` prints it. */
  readonly sha256: string;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const days = ['-days', '7'];
const extensions = `subjectAltName=IP:127.0.0.1,DNS:localhost
extendedKeyUsage=serverAuth
basicConstraints=CA:FALSE
`;

/** Makes `server.key` and `server.pem` for 127.0.0.1 in `folder`; the authority's key is gone afterwards. */
export async function makeCertificate(folder: string): Promise<RegistrarCertificate> {
  const openssl = (...args: readonly string[]) => run('openssl', args, { cwd: folder });
  const authority = ['-keyout', 'authority.key', '-out', 'authority.pem'];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    ...authority,
    ...days,
    '-subj',
    '/CN=Registrar authority',
  );
  const request = ['-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=registrar'];
  await openssl('req', ...newKey, ...request);
  await writeFile(join(folder, 'server.ext'), extensions);
  const files = ['-in', 'server.csr', '-extfile', 'server.ext', '-out', 'server.pem'];
  const by = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial'];
  await openssl('x509', '-req', ...files, ...by, ...days);
  await rm(join(folder, 'authority.key'));
  const certificate = new X509Certificate(await readFile(join(folder, 'server.pem')));
  return {
    authorityFile: join(folder, 'authority.pem'),
    sha256: certificate.fingerprint256,
  };
}
