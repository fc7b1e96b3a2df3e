import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { csvCell } from '../../../../services/sonar/organization/write-csv.ts';
import { fingerprintOf, seal, unseal } from '../../../../services/sonar/secrets.ts';
import {
  linkRequiredOf,
  projectContract,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { deviceWith, personOf, startTestService } from './support/start-test-service.ts';

test('LG-09: every sign-in, refusal, link, unlink and sign-out is exactly one event, with account and device', async () => {
  const { call, issuers, service, signIn } = await startTestService();
  const { control } = service;
  let seen = 0;
  const newEvents = () => {
    const events = control.readAudit();
    const fresh = events
      .slice(seen)
      .map(({ what, accountId, device, detail }) => ({ what, accountId, device, detail }));
    seen = events.length;
    return fresh;
  };
  const device = 'Front desk';

  const chloe = personOf('no-account', 'google');
  const { ticket } = linkRequiredOf(await signIn(chloe));
  expect(newEvents()).toEqual([
    { what: 'link-required', accountId: null, device, detail: 'no-account' },
  ]);

  const link = (password: string) =>
    call('linkIdentity', { body: { ticket, username: 'chloe.martin', password } });
  await link('wrong');
  const accountId = 'maple-220';
  expect(newEvents()).toEqual([{ what: 'password-refused', accountId, device, detail: null }]);

  const { accessToken, refreshToken } = sessionOf(await link(sandboxPassword));
  expect(newEvents()).toEqual([
    { what: 'linked', accountId, device, detail: 'password' },
    { what: 'signed-in', accountId, device, detail: 'password' },
  ]);

  await signIn(personOf('blocked', 'google'));
  expect(newEvents()).toEqual([
    { what: 'sign-in-refused', accountId: 'maple-270', device, detail: 'account-disabled' },
  ]);

  const forged = await issuers.prove(chloe, { aud: 'evil' });
  await call('startSignIn', { body: { ...forged, device: deviceWith() } });
  expect(newEvents()).toEqual([
    { what: 'sign-in-refused', accountId: null, device, detail: 'identity-not-verified: aud' },
  ]);

  await call('provisionSoftphone', { accessToken });
  expect(newEvents()).toEqual([{ what: 'provisioned', accountId, device, detail: null }]);

  await call('signOut', { body: { refreshToken } });
  await call('signOut', { body: { refreshToken } });
  expect(newEvents()).toEqual([{ what: 'signed-out', accountId, device: null, detail: null }]);
});

test('every action that is recorded is one that the document lists', async () => {
  const { document } = projectContract();
  const { components } = document as {
    components: { schemas: { AuditAction: { enum: string[] } } };
  };
  const listed = new Set(components.schemas.AuditAction.enum);
  const { call, service, signIn } = await startTestService();
  sessionOf(await signIn(personOf('one-account', 'google')));
  service.control.disableAccount('maple-200');
  await call('getHealth');
  for (const { what } of service.control.readAudit()) expect(listed).toContain(what);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\r=1',
  '\n',
  '"=1',
  "'=1",
  '＝1',
  '＋1',
  '－1',
  '＠x',
])('R10: %j cannot become a formula in a spreadsheet', (value) => {
  expect(csvCell(value)).toBe(`"'${value.replaceAll('"', '""')}"`);
});

test.each([
  ['Ana Silva', '"Ana Silva"'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['', '""'],
])('%j stays what it is, quoted', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test('what is sealed opens with its secret only, and as what it was sealed as', () => {
  const sealed = seal('sonar answer', 'secret', 'canary-token');
  expect(unseal('sonar answer', 'secret', sealed)).toBe('canary-token');
  expect(() => unseal('sonar answer', 'other', sealed)).toThrow();
  expect(() => unseal('sonar refresh token', 'secret', sealed)).toThrow();
  expect(sealed.includes('canary-token')).toBe(false);
});

test('a fingerprint depends on the key, so that a password cannot be guessed from it', () => {
  expect(fingerprintOf('key', 'body')).toBe(fingerprintOf('key', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('other', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('key', 'other'));
});
