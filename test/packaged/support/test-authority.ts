import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerTls } from '../../../sandbox/providers/loopback-server.ts';

const run = promisify(execFile);

/** A certificate authority that exists for one test, and a server on this machine that it stands for. */
export interface TestAuthority {
  /** Path of its certificate, PEM. */
  readonly file: string;
  readonly certificate: string;
  readonly server: ServerTls;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority, and key and certificate for `https://127.0.0.1`, in a folder. */
export async function makeTestAuthority(folder: string): Promise<TestAuthority> {
  await mkdir(folder, { recursive: true });
  const inside = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => run('openssl', args, { cwd: folder });
  const days = ['-days', '2'];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    ...days,
    '-subj',
    '/CN=Test authority',
  );
  await openssl(
    'req',
    ...newKey,
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=127.0.0.1',
  );
  await writeFile(
    inside('server.ext'),
    'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n',
  );
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'server.ext'];
  await openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem', ...days);
  return {
    file: inside('ca.pem'),
    certificate: await readFile(inside('ca.pem'), 'utf8'),
    server: {
      key: await readFile(inside('server.key'), 'utf8'),
      cert: await readFile(inside('server.pem'), 'utf8'),
    },
  };
}
