import { expect, test } from 'vitest';
import { errorCodes, type LoginVerbs, type Result } from '../../preload/contract.ts';
import { recordSecrets } from '../e2e/support/record-secrets.ts';
import { findSecrets } from '../e2e/support/secret-search.ts';
import { type Computer, withOffice } from './support/start-office.ts';

/** Keeps all that the window is sent: every state, and the answer of every verb that is called through it. */
function listen(computer: Computer) {
  const received: string[] = [];
  const { login } = computer;
  login.onStateChanged(() => received.push(JSON.stringify(login.getState())));
  async function call<Verb extends keyof LoginVerbs>(
    verb: Verb,
    ...args: Parameters<LoginVerbs[Verb]>
  ): Promise<Awaited<ReturnType<LoginVerbs[Verb]>>> {
    const run = login.verbs[verb] as (...args: unknown[]) => Promise<Result<unknown>>;
    const answer = await run(...args);
    received.push(JSON.stringify(answer));
    return answer as Awaited<ReturnType<LoginVerbs[Verb]>>;
  }
  return { received, call };
}

test('IP-04: of all that the window receives in a run with errors nothing is a token, a code, a verifier or a password', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const record = recordSecrets();
    try {
      const computer = startComputer();
      const { received, call } = listen(computer);
      const { sonar } = sandbox.control;
      const person = sandbox.description.people.find(({ key }) => key === 'microsoft-no-account');
      const failsWith = (code: string) =>
        computer.waitForState(
          ({ view }) => view.kind === 'signed-out' && view.failure?.code === code,
          code,
        );
      computer.login.start();

      computer.browseAs('refuse');
      await call('startSignIn', 'google', { anotherAccount: false });
      await failsWith('access-denied');
      computer.browseAs('google-office-manager');
      sonar.goDown(true);
      await call('startSignIn', 'google', { anotherAccount: false });
      await failsWith('account-service-unreachable');
      sonar.goDown(false);
      await call('startSignIn', 'google', { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      await call('getAccountSecurity', accountId);
      await call('getDevices', accountId);
      await call('getReview', accountId);
      await call('getAudit', accountId, null);
      computer.setPolicy({ reverifyHours: 0 });
      await call('retrySession', accountId);

      await call('addAccount');
      computer.browseAs('microsoft-no-account');
      await call('startSignIn', 'microsoft', { anotherAccount: false });
      await computer.waitFor('linking');
      await call('linkAccount', person?.sonarUsername ?? '', 'canary-of-a-wrong-password');
      await call('linkAccount', person?.sonarUsername ?? '', person?.sonarPassword ?? '');
      const second = await computer.waitFor('signed-in');
      expect(second.accountId).not.toBe(accountId);
      sonar.endSessions();
      await call('getDevices', second.accountId);
      await call('signInWithPassword', person?.sonarUsername ?? '', person?.sonarPassword ?? '');
      await call('signOut', second.accountId);
      await call('removeAccount', accountId);

      const fields = new Set(record.secrets.values());
      for (const field of [
        ...['code', 'code_verifier', 'access_token', 'refresh_token', 'idToken', 'nonceSecret'],
        ...['accessToken', 'refreshToken', 'ticket', 'password'],
      ]) {
        expect(fields, 'what was recorded').toContain(field);
      }
      // A field of the service's refusals is called `code` as well.
      const codes: readonly string[] = errorCodes;
      const secrets = new Map([...record.secrets].filter(([value]) => !codes.includes(value)));
      expect(received.length).toBeGreaterThan(20);
      expect(received.join('\n')).toContain('wrong-credentials');
      const place = { name: 'what the window receives', text: received.join('\n') };
      expect(findSecrets(secrets, [place])).toEqual([]);
    } finally {
      record.stop();
    }
  }));
