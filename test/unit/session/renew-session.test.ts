import { expect, test } from 'vitest';
import { renewSession } from '../../../src-main/session/renew-session.ts';
import { account, createPorts, createProvider, createService, now } from './renewal-parts.ts';

test('a session that had to be proved before its renewal is not proved a second time after it', async () => {
  const asked: string[] = [];
  const service = createService(asked, { insists: true });
  const ports = await createPorts(service, createProvider(asked), () => now);
  const { confirmation } = await renewSession(ports, account);
  expect(confirmation).toBeNull();
  expect(asked).toEqual([
    '/sessions/refresh',
    'provider',
    '/sessions/reverify',
    '/sessions/refresh',
  ]);
});
