import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { buildExample } from '../../scripts/build.ts';
import { layoutFaults, loadAxe, violations } from '../screens/layout-checks.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type Desktop, signIn } from './support/desktop.ts';
import {
  addLine,
  heardPackets,
  line,
  type Phone,
  registered,
  restartPhone,
  startPhone,
  withPhones,
} from './support/softphone.ts';
import { takePicture, takesPictures } from './support/take-picture.ts';

beforeAll(buildExample);

/** Ben, who has an account in each of two organizations, and Ana, who calls him. */
async function startBenAndAna(desktop: Desktop): Promise<{ ben: Phone; ana: Phone }> {
  const ben = await startPhone(desktop, 'ben');
  await addLine(desktop, ben, 'google-three-accounts', /Maple Dental · Ext\. 210/);
  await line(ben, 'Maple Dental').getByText('Registered').waitFor();
  await ben.page.getByRole('button', { name: 'Add an account' }).click();
  await addLine(desktop, ben, 'google-three-accounts', /Harbour Legal/);
  await line(ben, 'Harbour Legal').getByText('Registered').waitFor();
  // Ana is at a computer of her own.
  await desktop.browser.forget();
  const ana = await startPhone(desktop, 'ana');
  await addLine(desktop, ana, 'google-one-account');
  await line(ana, 'Maple Dental').getByText('Registered').waitFor();
  return { ben, ana };
}

/** Opens a link as another program of the computer does: with a second start. */
async function openLink(desktop: Desktop, name: string, link: string): Promise<void> {
  const { command, args } = desktop.command;
  const env = { ...process.env, ...desktop.env } as NodeJS.ProcessEnv;
  const folder = `--user-data-dir=${join(desktop.folder, name)}`;
  await promisify(execFile)(command, [...args, folder, link], { env });
}

async function dial({ page }: Phone, number: string): Promise<void> {
  await page.getByLabel('Number or address').fill(number);
  await page.keyboard.press('Enter');
}

const talking = ({ page }: Phone) => page.getByRole('heading', { name: 'Call in progress' });
const ringing = ({ page }: Phone) => page.getByRole('heading', { name: 'Incoming call' });
const press = ({ page }: Phone, name: string) =>
  page.getByRole('button', { name, exact: true }).click();

const benAtMaple = '210@maple.sip.sonar.example';
const benAtHarbour = '210@harbour.sip.sonar.example';
const anaAtMaple = '200@maple.sip.sonar.example';

test('both accounts of a person are registered, a call comes in on the second, and goes out from the chosen one', () =>
  withPhones(async (desktop) => {
    const { ben, ana } = await startBenAndAna(desktop);
    expect(await registered(desktop)).toEqual([anaAtMaple, benAtHarbour, benAtMaple].sort());
    await line(ben, 'Maple Dental').getByRole('button', { name: 'Switch' }).click();
    await line(ben, 'Maple Dental').getByText('Current').waitFor();

    await dial(ana, `sip:${benAtHarbour}`);
    await ringing(ben).waitFor();
    await ben.page.getByText('To Ben Tremblay, Harbour Legal').waitFor();
    await press(ben, 'Answer');
    await talking(ben).waitFor();
    await talking(ana).waitFor();
    for (const phone of [ben, ana]) {
      await waitUntil(async () => (await heardPackets(phone)) > 50, 'a second of sound');
    }
    if (takesPictures) {
      await ben.page.emulateMedia({ colorScheme: 'light' });
      await takePicture(ben.page, 'softphone');
    }
    // Neither the phone nor the module changes accounts meanwhile, and both say why.
    await line(ben, 'Harbour Legal').getByRole('button', { name: 'Switch' }).click();
    await ben.page.getByText('A call is in progress. Switch when it has ended.').waitFor();
    await line(ben, 'Harbour Legal').getByRole('button', { name: 'Sign out' }).click();
    await ben.page.getByText('A call is in progress. Sign out when it has ended.').waitFor();
    await talking(ben).waitFor();
    await talking(ana).waitFor();
    await press(ana, 'Hang up');
    await ben.page.getByText('The call has ended.').waitFor();

    await dial(ben, `sip:${anaAtMaple}`);
    const from = ben.page.getByRole('dialog', { name: 'Call from' });
    await from.getByRole('radio', { name: /Harbour Legal/ }).check();
    await from.getByRole('checkbox', { name: 'Remember for everyone at Maple Dental' }).check();
    await from.getByRole('button', { name: 'Call' }).click();
    await ringing(ana).waitFor();
    await ana.page.getByText(benAtHarbour).waitFor();
    await press(ana, 'Decline');
    await ben.page.getByText('The call was declined.').waitFor();

    // A link from elsewhere is put to the same question, which remembers.
    await openLink(desktop, 'ben', 'tel:211;phone-context=maple.sip.sonar.example');
    await from.getByText('211@maple.sip.sonar.example').waitFor();
    expect(await from.getByRole('radio', { name: /Harbour Legal/ }).isChecked()).toBe(true);
    // Another one neither takes its place nor calls, with one account either.
    await openLink(desktop, 'ben', 'tel:212');
    await openLink(desktop, 'ana', `sip:${benAtMaple}`);
    const alone = ana.page.getByRole('dialog', { name: 'Call from' });
    await alone.getByText(benAtMaple).waitFor();
    await from.getByText('211@maple.sip.sonar.example').waitFor();
    expect(await ringing(ben).count()).toBe(0);
    await alone.getByRole('button', { name: 'Call' }).click();
    await ringing(ben).waitFor();
  }));

test('a session that the office manager ends is de-registered at once, its call goes on, and the others stay', () =>
  withPhones(async (desktop) => {
    const { ben, ana } = await startBenAndAna(desktop);
    await dial(ana, `sip:${benAtHarbour}`);
    await press(ben, 'Answer');
    await talking(ben).waitFor();
    // What the office manager's switch does at the service.
    desktop.sandbox.control.sonar.setAccountSso('harbour-210', false);
    // What is refused next is the renewal of the credentials.
    await ben.page.evaluate(() => dispatchEvent(new Event('online')));
    await waitUntil(
      async () => !(await registered(desktop)).includes(benAtHarbour),
      'the end of the registration',
      5_000,
    );
    await line(ben, 'Harbour Legal').waitFor({ state: 'detached' });
    expect(await registered(desktop)).toEqual([anaAtMaple, benAtMaple].sort());
    const before = await heardPackets(ana);
    await waitUntil(async () => (await heardPackets(ana)) > before + 50, 'more sound');
    await talking(ben).waitFor();
    await press(ben, 'Hang up');
    await ana.page.getByText('The call has ended.').waitFor();
  }));

test('an app that was killed registers again without the browser', () =>
  withPhones(async (desktop) => {
    const first = await startPhone(desktop, 'ana');
    await addLine(desktop, first, 'google-one-account');
    await line(first, 'Maple Dental').getByText('Registered').waitFor();
    // The keychain takes its time; until it has the session, this is one that lasts until quit.
    const settings = join(desktop.folder, 'ana', 'Sonar Login', 'preferences.json');
    await waitUntil(
      async () => (await readFile(settings, 'utf8')).includes('"signedIn": true'),
      'the session to be kept',
    );
    first.app.signal('SIGKILL');
    await first.app.ended();
    await waitUntil(async () => (await registered(desktop)).length === 0, 'the end of the line');
    const second = await restartPhone(desktop, 'ana');
    await line(second, 'Maple Dental').getByText('Registered').waitFor();
    expect(await registered(desktop)).toEqual([anaAtMaple]);
    expect(await readdir(desktop.browser.dropFolder)).toEqual([]);
    expect(second.page.context().pages()).toEqual([second.page]);
  }));

test('a second caller hears that the line is busy, the keyboard alone chooses an account, and nothing shows a secret', () =>
  withPhones(async (desktop) => {
    const { ben, ana } = await startBenAndAna(desktop);
    await desktop.browser.forget();
    const adam = await startPhone(desktop, 'adam');
    await addLine(desktop, adam, 'microsoft-one-account');
    await line(adam, 'Maple Dental').getByText('Registered').waitFor();
    await loadAxe(ben.page);
    await dial(ana, '210');
    await ringing(ben).waitFor();
    expect(await violations(ben.page)).toEqual([]);
    await press(ben, 'Answer');
    await talking(ana).waitFor();
    await dial(adam, '210');
    await adam.page.getByText('The other side is busy.').waitFor();
    await talking(ben).waitFor();
    await press(ben, 'Hang up');

    await dial(ben, '600');
    const from = ben.page.getByRole('dialog', { name: 'Call from' });
    await from.waitFor();
    expect(await violations(ben.page)).toEqual([]);
    // The current account is Harbour Legal; the other one is next to it.
    await ben.page.keyboard.press('ArrowDown');
    await ben.page.keyboard.press('Enter');
    await ringing(adam).waitFor();
    await adam.page.getByText(benAtMaple).waitFor();
    await press(ben, 'Hang up');

    // As the registrar knows them: when it ends, and for which address.
    const credential = /\d{10}:\d+@/;
    for (const { app, page } of [ben, ana, adam]) {
      expect(app.output()).not.toMatch(credential);
      expect(await page.content()).not.toMatch(credential);
    }
  }));

test('the page fits a narrow window and 200 %, and nobody on the keyboard begins at its top again', () =>
  withPhones(async (desktop) => {
    const phone = await startPhone(desktop, 'ana');
    const { page } = phone;
    const { keyboard } = page;
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await signIn(desktop, phone.app, 'google-one-account');
    const address = page.getByRole('dialog', { name: 'Where are you calling from?' });
    await address.waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await address.getByRole('textbox').fill('12 Main Street');
    await keyboard.press('Enter');
    await address.waitFor({ state: 'detached' });

    const add = page.getByRole('button', { name: 'Add a contact' });
    await add.focus();
    await keyboard.press('Enter');
    await page.getByLabel('Name').fill('Adam Novak');
    await keyboard.press('Tab');
    await keyboard.type('+1 201 555 0123');
    await keyboard.press('Enter');
    const remove = page.getByRole('button', { name: 'Remove Adam Novak' });
    await remove.waitFor();
    expect(await focused()).toBe('Add a contact');

    for (const [width, zoom] of [
      [340, 1],
      [440, 2],
    ] as const) {
      await resize(phone, width, zoom);
      await page.waitForFunction((wanted) => innerWidth === wanted, width / zoom);
      expect(await layoutFaults(page, true), `${width} at ${zoom}`).toEqual([]);
    }

    await remove.focus();
    await keyboard.press('Enter');
    await remove.waitFor({ state: 'detached' });
    expect(await focused()).toBe('Add a contact');
  }));

/** Sets the inner width of the phone's window, and how large it shows everything. */
function resize({ app }: Phone, width: number, zoom: number): Promise<void> {
  return app.inMain(
    ({ BrowserWindow }, [inner, factor]) => {
      const windows = BrowserWindow.getAllWindows();
      const phone = windows.find(({ webContents }) =>
        webContents.getURL().startsWith('softphone:'),
      );
      phone?.setContentSize(inner, 600);
      phone?.webContents.setZoomFactor(factor);
    },
    [width, zoom] as const,
  );
}

// Those of 30 s are renewed every 15; `npm run soak -- registrations` keeps to those of 90 s for ten minutes and more.
test(
  'three renewals of the credentials leave no gap, and none is refused',
  { timeout: 240_000 },
  () =>
    withPhones(async (desktop) => {
      desktop.sandbox.control.sonar.setTtl({ provisioning: 12_000 });
      const phone = await startPhone(desktop, 'ana');
      await addLine(desktop, phone, 'google-one-account');
      const decided = () => desktop.sandbox.control.registrar?.log() ?? [];
      const taken = () => decided().filter(({ status, expires }) => status === 200 && expires > 0);
      await waitUntil(() => taken().length >= 4, 'three renewals', 180_000);
      taken().reduce((before, next) => {
        expect(next.at).toBeLessThan(before.at + before.expires * 1_000);
        return next;
      });
      // The question that a registrar puts before each is no refusal.
      const others = decided().filter(({ status, detail }) => status !== 200 && detail !== 'asked');
      expect(others).toEqual([]);
      expect(decided().length).toBe(2 * taken().length);
      await line(phone, 'Maple Dental').getByText('Registered').waitFor();
      await followsNoLinkUnasked(desktop, phone);
    }),
);

test('a computer that wakes, a network that is back and a switch of accounts register anew', () =>
  withPhones(async (desktop) => {
    const phone = await startPhone(desktop, 'ben');
    await addLine(desktop, phone, 'google-three-accounts', /Maple Dental · Ext\. 210/);
    await line(phone, 'Maple Dental').getByText('Registered').waitFor();
    await phone.page.getByRole('button', { name: 'Add an account' }).click();
    await addLine(desktop, phone, 'google-three-accounts', /Harbour Legal/);
    await line(phone, 'Harbour Legal').getByText('Registered').waitFor();
    const log = () => desktop.sandbox.control.registrar?.log() ?? [];
    const countOf = (address: string) =>
      log().filter((event) => event.address === address && event.status === 200).length;
    async function expectAnew(addresses: readonly string[], why: string, make: () => unknown) {
      const before = addresses.map(countOf);
      await make();
      await waitUntil(
        () => addresses.every((address, at) => countOf(address) > (before[at] ?? 0)),
        `registrations after ${why}`,
      );
    }
    const both = [benAtMaple, benAtHarbour];
    await expectAnew(both, 'the wake', () =>
      phone.app.inMain(({ powerMonitor }) => powerMonitor.emit('resume')),
    );
    await expectAnew(both, 'the network', () =>
      phone.page.evaluate(() => dispatchEvent(new Event('online'))),
    );
    await expectAnew([benAtMaple], 'the switch', () =>
      line(phone, 'Maple Dental').getByRole('button', { name: 'Switch' }).click(),
    );
    expect(await registered(desktop)).toEqual([...both].sort());
    // None of them was taken back meanwhile.
    expect(log().filter(({ status, expires }) => status === 200 && expires === 0)).toEqual([]);
  }));

/** A link may come from any page of the web. */
async function followsNoLinkUnasked(desktop: Desktop, { app, page }: Phone): Promise<void> {
  const open = (link: string) => {
    const { command, args } = desktop.command;
    return promisify(execFile)(
      command,
      [...args, `--user-data-dir=${join(desktop.folder, 'ana')}`, link],
      { env: { ...process.env, ...desktop.env } as NodeJS.ProcessEnv },
    );
  };
  await open('tel:+1-900-555-0100');
  const question = page.getByRole('dialog', { name: 'Call from' });
  await question.getByText('+19005550100').waitFor();
  await open('tel:+1-900-555-0199');
  await page.getByText('Answer the question first.').waitFor();
  await question.getByText('+19005550100').waitFor();
  expect(await page.getByRole('heading', { name: /Calling|Call in/ }).count()).toBe(0);
  // Nor does a key of the menu end a call with its page.
  const roles = await app.inMain(({ Menu }) =>
    Menu.getApplicationMenu()?.items.flatMap(({ submenu }) =>
      (submenu?.items ?? []).map(({ role }) => String(role).toLowerCase()),
    ),
  );
  expect(roles).toContain('copy');
  expect(roles?.filter((role) => role.includes('reload'))).toEqual([]);
}

test('a line whose credentials end while none can be had says so, and comes back with the network', () =>
  withPhones(async (desktop) => {
    const { sonar } = desktop.sandbox.control;
    sonar.setTtl({ provisioning: 16_000 });
    const phone = await startPhone(desktop, 'ana');
    await addLine(desktop, phone, 'google-one-account');
    const own = line(phone, 'Maple Dental');
    await own.getByText('Registered').waitFor();
    sonar.goDown(true);
    await own.getByText('Offline: Sonar cannot be reached.').waitFor({ timeout: 40_000 });
    expect(await registered(desktop)).toEqual([]);
    sonar.goDown(false);
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await own.getByText('Registered').waitFor();
    expect(await registered(desktop)).toEqual([anaAtMaple]);
  }));

test('a registrar with another certificate than the one that is named gets no registration', () =>
  withPhones(async (desktop) => {
    const phone = await startPhone(desktop, 'ana', '0'.repeat(64));
    await addLine(desktop, phone, 'google-one-account');
    await line(phone, 'Maple Dental').getByText('Offline: no connection').waitFor();
    expect(desktop.sandbox.control.registrar?.log()).toEqual([]);
  }));
