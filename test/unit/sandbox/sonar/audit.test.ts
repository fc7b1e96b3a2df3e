import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { linkRequiredOf, sessionOf } from '../../../contract/support/narrow.ts';
import { projectContract } from '../../../contract/support/sonar-client.ts';
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
