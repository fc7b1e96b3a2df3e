import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { createSessionKey } from '../../../src-main/sonar/session-key.ts';
import { createServiceAddress } from '../../../src-main/sonar/sonar-base-url.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';
import type { SonarService } from '../../../src-main/sonar/sonar-service.ts';

const elsewhere = 'https://sonar.elsewhere.example/v1';

/** The requests of a client whose service policy names, and what each `DPoP` header was made for. */
async function ask(use: (sonar: SonarService) => Promise<unknown>) {
  const policy = { ...builtInPolicy, sonarBaseUrl: elsewhere };
  const asked: { readonly url: string; readonly htu: unknown }[] = [];
  const sonar = createSonarClient({
    service: createServiceAddress(
      { current: () => policy, onChange: () => () => undefined },
      'https://built-in.example/v1',
    ),
    device: { id: 'd', name: 'n', platform: 'linux', appVersion: '1' },
    now: () => 0,
    async fetch(url, { headers }) {
      const proof = new Headers(headers).get('dpop') ?? '';
      asked.push({ url, htu: decodeJwt(proof).htu });
      return new Response(null, { status: 503 });
    },
  });
  await use(sonar).catch(() => undefined);
  return asked;
}

const { signal } = new AbortController();
const key = await createSessionKey();
const credential = { refreshToken: 'token', key };

test.each<[string, string, (sonar: SonarService) => Promise<unknown>]>([
  ['a sign-in', '/sign-ins', (s) => s.startSignIn({ idToken: 'i', nonceSecret: 's' }, signal)],
  ['a choice', '/sign-ins/choose', (s) => s.choose('ticket', 'account', signal)],
  ['a link', '/sign-ins/link', (s) => s.link('ticket', 'ana', 'secret', signal)],
  ['a password', '/sessions', (s) => s.signInWithPassword('ana', 'secret', signal)],
  ['a renewal', '/sessions/refresh', (s) => s.refresh(credential)],
  ['a confirmation', '/sessions/reverify', (s) => s.reverify(credential, 'i')],
])(
  'S2-02, S2-12: the proof for %s names the service that policy names, and no other',
  async (_, path, use) => {
    expect(await ask(use)).toEqual([{ url: `${elsewhere}${path}`, htu: `${elsewhere}${path}` }]);
  },
);
