import { expect, test } from 'vitest';
import { withOffice } from './support/start-office.ts';

interface Discovery {
  readonly jwks_uri: string;
  readonly token_endpoint: string;
  readonly userinfo_endpoint: string;
}

test.each(['google', 'microsoft'] as const)(
  'ID-25: %s tells who somebody is by the ID token alone; the userinfo endpoint is never asked',
  (provider) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const { google, microsoft, sonar } = sandbox.description;
      const address = provider === 'google' ? google.issuer : `${microsoft.authority}/v2.0`;
      const discovery = `${address}/.well-known/openid-configuration`;
      const document = (await (await fetch(discovery)).json()) as Discovery;
      expect(document.userinfo_endpoint).toMatch(/^http/);
      const asked = new Set<string>();
      const computer = startComputer({
        fetch: (fetch) => (input, init) => {
          if (!input.startsWith(sonar.baseUrl)) asked.add(input.split('?')[0] ?? '');
          return fetch(input, init);
        },
      });
      computer.login.start();
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect([...asked].sort()).toEqual(
        [discovery, document.jwks_uri, document.token_endpoint].sort(),
      );
    }),
);
