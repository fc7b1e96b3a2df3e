import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerTls } from '../../services/loopback-server.ts';

const run = promisify(execFile);

/** A certificate authority that exists for one test, and a server on this machine that it stands for. */
export interface TestAuthority {
  /** Path of its certificate, PEM. */
  readonly file: string;
  readonly certificate: string;
  readonly server: ServerTls;
  /** Certificates of the same authority that nobody should accept. */
  readonly bad: Readonly<Record<'expired' | 'wrong-host', ServerTls>>;
}

/** Names of this machine that a test gives a server. */
const ownNames = 'IP:127.0.0.1,DNS:localhost,DNS:sonar.test';
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
  async function issue(
    name: string,
    subject: string,
    valid: readonly string[],
  ): Promise<ServerTls> {
    const request = ['-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=server'];
    await openssl('req', ...newKey, ...request);
    await writeFile(
      inside(`${name}.ext`),
      `subjectAltName=${subject}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n`,
    );
    const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.pem`];
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    await openssl('x509', '-req', ...files, ...by, ...valid);
    return {
      key: await readFile(inside(`${name}.key`), 'utf8'),
      cert: await readFile(inside(`${name}.pem`), 'utf8'),
    };
  }
  return {
    file: inside('ca.pem'),
    certificate: await readFile(inside('ca.pem'), 'utf8'),
    server: await issue('server', ownNames, days),
    bad: {
      expired: await issue('expired', ownNames, ['-days', '-1']),
      'wrong-host': await issue('wrong-host', 'DNS:elsewhere.example', days),
    },
  };
}

/** Lets the person with this home folder trust it: in their own certificate database, as Chromium reads it. */
export async function trustIn(home: string, { file }: Pick<TestAuthority, 'file'>): Promise<void> {
  const database = join(home, '.pki', 'nssdb');
  await mkdir(database, { recursive: true });
  const certutil = (...args: readonly string[]) =>
    run('certutil', ['-d', `sql:${database}`, ...args]);
  await certutil('-N', '--empty-password');
  await certutil('-A', '-t', 'C,,', '-n', 'test', '-i', file);
}
