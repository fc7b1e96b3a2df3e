import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

const username = 'ines.gagnon';

async function open(computer: Computer): Promise<string> {
  computer.login.start();
  await computer.login.verbs.signInWithPassword(username, sandboxPassword);
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** Two computers on which the account is open. */
async function twoComputers(office: Office) {
  const { credentials } = createFakeKeychain();
  const folder = join(office.folder, 'second');
  const startSecond = () => office.startComputer({ folder, credentials });
  const first = office.startComputer();
  const second = startSecond();
  const accountId = await open(first);
  await open(second);
  return { first, second, startSecond, accountId };
}

async function addGoogle(computer: Computer, accountId: string): Promise<void> {
  computer.browseAs('google-stranger');
  await computer.login.verbs.turnOnProvider(accountId, 'google');
  await computer.waitFor('confirming-link');
  await computer.login.verbs.confirmLink();
  expect(await computer.waitFor('signed-in')).toMatchObject({ failure: null });
  await computer.login.flush();
}

function newLinks(computer: Computer) {
  return computer.login.getState().accounts.flatMap((account) => account.newLinks);
}

test('S2-07: a new link is told on the other computer until it is read, and not where it was made', () =>
  withOffice(async (office) => {
    const { first, second, startSecond, accountId } = await twoComputers(office);
    await addGoogle(first, accountId);
    await first.login.verbs.retrySession(accountId);
    expect(newLinks(first)).toEqual([]);

    await second.login.verbs.retrySession(accountId);
    const [link] = newLinks(second);
    expect(link).toMatchObject({ provider: 'google', linkedBy: 'settings', device: 'Test' });
    await second.quit();
    const later = startSecond();
    later.login.start();
    await later.waitForState(() => newLinks(later).length === 1, 'the same news');
    const told = await later.login.verbs.dismissNewLinks(accountId, [link?.id ?? '']);
    expect(told).toMatchObject({ ok: true });
    expect(newLinks(later)).toEqual([]);
    await later.quit();
    const last = startSecond();
    last.login.start();
    const isOnline = () => last.login.getState().accounts[0]?.session.status === 'online';
    await last.waitForState(isOnline, 'online');
    expect(newLinks(last)).toEqual([]);
  }));

test('S2-07: what was read while the service was away is not told again, and the service hears of it later', () =>
  withOffice(async (office) => {
    const { first, second, startSecond, accountId } = await twoComputers(office);
    const { verbs } = second.login;
    await addGoogle(first, accountId);
    await verbs.retrySession(accountId);
    const ids = newLinks(second).map(({ id }) => id);
    second.setOffline(true);
    expect(await verbs.dismissNewLinks(accountId, ids)).toMatchObject({ ok: true });
    expect(newLinks(second)).toEqual([]);
    second.setOffline(false);
    await verbs.retrySession(accountId);
    expect(newLinks(second)).toEqual([]);
    const isTold = () =>
      office.sandbox.control.sonar.readAudit().some(({ what }) => what === 'new-links-told');
    await second.waitForState(isTold, 'the service to hear of it');
    await second.quit();
    const later = startSecond();
    later.login.start();
    const isOnline = () => later.login.getState().accounts[0]?.session.status === 'online';
    await later.waitForState(isOnline, 'online');
    expect(newLinks(later)).toEqual([]);
  }));

test('IP-03: a window that names links or accounts which nobody was told of has nothing kept and nothing sent', () =>
  withOffice(async (office) => {
    const computer = office.startComputer();
    const accountId = await open(computer);
    const { verbs, getState } = computer.login;
    const before = getState();
    computer.setOffline(true);
    expect(await verbs.dismissNewLinks('nobody', ['x'])).toEqual({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await verbs.dismissNewLinks(accountId, ['x'])).toEqual({ ok: true, value: null });
    expect(getState()).toEqual(before);
  }));

test('S2-07: a link that was read of, removed and made again is told again', () =>
  withOffice(async (office) => {
    const { first, second, accountId } = await twoComputers(office);
    const { verbs } = second.login;
    await addGoogle(first, accountId);
    await verbs.retrySession(accountId);
    await verbs.dismissNewLinks(
      accountId,
      newLinks(second).map(({ id }) => id),
    );
    expect(newLinks(second)).toEqual([]);
    const off = await first.login.verbs.turnOffProvider(accountId, 'google', false);
    expect(off).toMatchObject({ ok: true });
    await addGoogle(first, accountId);
    await verbs.retrySession(accountId);
    expect(newLinks(second)).toHaveLength(1);
  }));
