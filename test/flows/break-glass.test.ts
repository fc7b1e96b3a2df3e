import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';

import { sessionCredentialKey } from '../../src-main/session/session-credential.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type ManagedOffice, withManagedOffice } from './support/managed-office.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

const person = { username: 'ana.silva', accountId: 'maple-200' };
const manager = 'ines.gagnon';
const hourMs = 3_600_000;
const done = { ok: true, value: null };
const blocked = { ok: false, failure: { code: 'blocked-by-policy' } };
const allowed = { BreakGlassAllowed: true };

async function codeFrom({ sandbox }: Office): Promise<string> {
  const { code } = await sandbox.control.sonar.issueBreakGlassCode(person.accountId);
  return code;
}

async function openWithCode(computer: Computer, office: Office): Promise<void> {
  const code = await codeFrom(office);
  expect(await computer.login.verbs.signInWithCode(person.username, code)).toEqual(done);
  expect(await computer.waitFor('signed-in')).toMatchObject({ accountId: person.accountId });
  await computer.login.flush();
}

function accountOf(computer: Computer) {
  const account = computer.login.getState().accounts.find(({ id }) => id === person.accountId);
  if (!account) throw new Error('the account is not known here');
  return account;
}

function failureOf(computer: Computer) {
  const view = computer.view();
  return 'failure' in view ? view.failure : null;
}

test('SV-21, R13: BreakGlassAllowed opens this way where it is enforced and nowhere else, and taking it away ends what was opened', () =>
  withManagedOffice(async (office) => {
    const { policy, startManaged } = office;
    const computer = startManaged();
    computer.login.start();
    const isBlocked = async () => {
      expect(computer.login.getState().policy.codeAllowed).toBe(false);
      const { verbs } = computer.login;
      expect(await verbs.signInWithCode(person.username, await codeFrom(office))).toEqual(blocked);
    };
    await isBlocked();
    policy.setAtOnce('default', allowed);
    await isBlocked();
    policy.setAtOnce('enforced', { ...allowed, SsoRequired: true });
    expect(computer.login.getState().policy).toMatchObject({
      codeAllowed: true,
      passwordAllowed: false,
    });
    const { verbs } = computer.login;
    expect(await verbs.signInWithPassword(person.username, sandboxPassword)).toEqual(blocked);
    await openWithCode(computer, office);
    await policy.set('enforced', { SsoRequired: true });
    expect(accountOf(computer).session).toEqual({
      status: 'signed-out',
      failure: { code: 'blocked-by-policy' },
    });
    await isBlocked();
  }));

test('SV-20, SV-21, R13: a value that cannot be used lets nobody new in, and whoever is in stays until the end of the code', () =>
  withManagedOffice(async (office: ManagedOffice) => {
    const { policy, startManaged } = office;
    policy.setAtOnce('enforced', allowed);
    let ahead = 0;
    const credentials = createFakeKeychain().credentials;
    const folder = join(office.folder, 'one');
    const start = () => {
      const computer = startManaged({ credentials, folder, now: () => Date.now() + ahead });
      computer.login.start();
      return computer;
    };
    const computer = start();
    await openWithCode(computer, office);
    await policy.set('enforced', { BreakGlassAllowed: 'sometimes' });
    expect(accountOf(computer).session.status).toBe('online');
    expect(await computer.login.verbs.signInWithCode('ana.silva', 'x')).toEqual(blocked);
    await computer.quit();
    const later = start();
    await later.waitForState(({ accounts }) => accounts[0]?.session.status === 'online', 'online');
    ahead = 12 * hourMs;
    later.setOffline(true);
    await later.login.verbs.retrySession(person.accountId);
    expect(accountOf(later).session).toEqual({
      status: 'signed-out',
      failure: { code: 'session-expired' },
    });
  }));

test('SV-21, R13: issuing is blocked as well where policy does not allow codes, before anything is asked', () =>
  withOffice(async (office) => {
    const computer = office.startComputer();
    const { verbs } = computer.login;
    computer.login.start();
    await verbs.signInWithPassword(manager, sandboxPassword);
    const { accountId } = await computer.waitFor('signed-in');
    expect(await verbs.issueBreakGlassCode(accountId, person.accountId)).toEqual(blocked);
    computer.setPolicy({ breakGlassAllowed: true });
    office.sandbox.control.sonar.forgetProofs(accountId);
    expect(await verbs.issueBreakGlassCode(accountId, person.accountId)).toMatchObject({
      failure: { code: 'reverify-required' },
    });
    await verbs.proveWithPassword(accountId, sandboxPassword);
    const issued = await verbs.issueBreakGlassCode(accountId, person.accountId);
    expect(issued).toMatchObject({
      ok: true,
      value: { code: expect.stringMatching(/^\w{4}(-\w{4}){2}$/) },
    });
    expect(JSON.stringify(computer.login.getState())).not.toContain(issued.ok && issued.value.code);
    expect(await verbs.issueBreakGlassCode(accountId, accountId)).toMatchObject({
      failure: { code: 'not-found' },
    });
  }));

/** A computer that may take codes, and whose keychain and clock the test has. */
function startOpen(
  office: Office,
  now: () => number = Date.now,
  credentials = createFakeKeychain().credentials,
) {
  const computer = office.startComputer({ now, credentials });
  computer.setPolicy({ breakGlassAllowed: true });
  computer.login.start();
  return computer;
}

test('R13: while the provider is down a code opens one session, which says until when, is renewed and resumed, and leaves nothing when it ends', () =>
  withOffice(async (office) => {
    const { sandbox, startComputer } = office;
    sandbox.control.google?.setDown(true);
    let ahead = 0;
    const now = () => Date.now() + ahead;
    const credentials = createFakeKeychain().credentials;
    const computer = startOpen(office, now, credentials);
    await openWithCode(computer, office);
    const { endsAt, identity, newCodes } = accountOf(computer);
    expect(identity).toBeNull();
    expect(Math.abs(Date.parse(endsAt ?? '') - Date.now() - 12 * hourMs)).toBeLessThan(60_000);
    expect(newCodes).toMatchObject([{ issuedBy: null, device: 'Test' }]);
    await computer.login.verbs.dismissNewLinks(
      person.accountId,
      newCodes.map(({ id }) => id),
    );
    expect(accountOf(computer).newCodes).toEqual([]);
    expect((await computer.login.verbs.getAccountSecurity(person.accountId)).ok).toBe(true);
    await computer.quit();
    const later = startComputer({ now, credentials });
    later.setPolicy({ breakGlassAllowed: true });
    later.login.start();
    await later.waitForState(({ accounts }) => accounts[0]?.session.status === 'online', 'online');
    expect(accountOf(later)).toMatchObject({ endsAt, newCodes: [] });
    await later.quit();
    ahead = 12 * hourMs + 60_000;
    const tomorrow = startOpen(office, now, credentials);
    await tomorrow.waitForState(
      ({ accounts }) => accounts[0]?.session.failure?.code === 'session-expired',
      'its end',
    );
    await tomorrow.login.flush();
    expect(accountOf(tomorrow).endsAt).toBeNull();
    const key = sessionCredentialKey(person.accountId);
    expect(await credentials.read(key, { expected: false })).toMatchObject({ kind: 'absent' });
  }));

test('R13: on a computer whose clock is wrong the session ends when it should all the same', () =>
  withOffice(async (office) => {
    const computer = startOpen(office, () => Date.now() + 30 * hourMs);
    await openWithCode(computer, office);
    const left = Date.parse(accountOf(computer).endsAt ?? '') - Date.now() - 30 * hourMs;
    expect(Math.abs(left - 12 * hourMs)).toBeLessThan(60_000);
    await computer.login.verbs.retrySession(person.accountId);
    expect(accountOf(computer).session.status).toBe('online');
  }));

test('R13: a wrong code is told as one, the right one is taken afterwards, and neither is kept or shown anywhere', () =>
  withOffice(async (office) => {
    const credentials = createFakeKeychain().credentials;
    const computer = startOpen(office, Date.now, credentials);
    const { verbs } = computer.login;
    const states: string[] = [];
    computer.login.onStateChanged(() => states.push(JSON.stringify(computer.login.getState())));
    const code = await codeFrom(office);
    await verbs.signInWithCode(person.username, 'CANARY-OF-A-CODE');
    expect(failureOf(computer)).toEqual({ code: 'wrong-credentials', secret: 'code' });
    await verbs.signInWithCode(person.username, 'x'.repeat(65));
    expect(failureOf(computer)).toEqual({ code: 'wrong-credentials', secret: 'code' });
    await verbs.signInWithCode(person.username, ` ${code.toLowerCase().replaceAll('-', ' ')} `);
    await computer.waitFor('signed-in');
    await computer.login.flush();
    const files = await readdir(join(office.folder, 'computer'), {
      recursive: true,
      withFileTypes: true,
    });
    const kept = files
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const stored = await credentials.read(sessionCredentialKey(person.accountId), {
      expected: true,
    });
    const everywhere = JSON.stringify([states, kept, computer.steps, computer.copied, stored]);
    for (const secret of [code, code.replaceAll('-', ''), 'CANARY-OF-A-CODE']) {
      expect(everywhere.toUpperCase()).not.toContain(secret);
    }
    expect(kept.length).toBeGreaterThan(0);
  }));

test('R13: after a lost answer the same code typed once more gets in, for the app sends the same request', () =>
  withOffice(async (office) => {
    let isLost = true;
    const computer = office.startComputer({
      fetch: (fetch) => async (input, init) => {
        const answer = await fetch(input, init);
        if (!isLost || !input.endsWith('/sessions/break-glass')) return answer;
        isLost = false;
        throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      },
    });
    computer.setPolicy({ breakGlassAllowed: true });
    computer.login.start();
    const code = await codeFrom(office);
    await computer.login.verbs.signInWithCode(person.username, code);
    expect(failureOf(computer)?.code).toBe('account-service-unreachable');
    await computer.login.verbs.signInWithCode(person.username, code);
    expect((await computer.waitFor('signed-in')).accountId).toBe(person.accountId);
    const used = office.sandbox.control.sonar
      .readAudit()
      .filter(({ what }) => what === 'break-glass-used');
    expect(used).toHaveLength(1);
  }));

test('R13: a code that is typed once more while it is under way, or after it was cancelled then, opens a session that lasts', () =>
  withOffice(async (office) => {
    const computer = startOpen(office);
    const { verbs } = computer.login;
    const code = await codeFrom(office);
    const first = verbs.signInWithCode(person.username, code);
    await verbs.cancelSignIn();
    await Promise.all([
      first,
      verbs.signInWithCode(person.username, code),
      verbs.signInWithCode(person.username, code),
    ]);
    expect((await computer.waitFor('signed-in')).accountId).toBe(person.accountId);
    await computer.login.flush();
    await verbs.retrySession(person.accountId);
    expect(accountOf(computer).session.status).toBe('online');
    const ends = office.sandbox.control.sonar
      .readAudit()
      .filter(({ what }) => what === 'signed-out');
    expect(ends).toEqual([]);
  }));

test('R13: a code that has opened a session is used up for the same person too, and the session goes on', () =>
  withOffice(async (office) => {
    const computer = startOpen(office);
    const { verbs } = computer.login;
    const code = await codeFrom(office);
    await verbs.signInWithCode(person.username, code);
    await computer.waitFor('signed-in');
    await computer.login.flush();
    await verbs.retrySession(person.accountId);
    await verbs.addAccount();
    await verbs.signInWithCode(person.username, code);
    expect(failureOf(computer)?.code).toBe('wrong-credentials');
    await verbs.retrySession(person.accountId);
    expect(accountOf(computer).session.status).toBe('online');
  }));

test('R13: another code ends the session of the former one, and the app says so', () =>
  withOffice(async (office) => {
    const computer = startOpen(office);
    await openWithCode(computer, office);
    await codeFrom(office);
    await computer.login.verbs.retrySession(person.accountId);
    await computer.waitForState(
      ({ accounts }) => accounts[0]?.session.failure?.code === 'session-expired',
      'its end',
    );
  }));
