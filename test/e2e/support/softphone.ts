import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { exampleFolder } from '../../../scripts/build.ts';
import { waitUntil } from '../../support/wait-until.ts';
import type { App } from './app.ts';
import { builtApp, type Desktop, signIn, withDesktop } from './desktop.ts';

const audio = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** A started example: the window of the module, and the phone's own. */
export interface Phone {
  readonly app: App;
  readonly page: Page;
}

/** Runs `use` on a computer with the example, once it is built, and a registrar. */
export function withPhones<T>(use: (desktop: Desktop) => Promise<T>): Promise<T> {
  return withDesktop(use, builtApp(exampleFolder), { registrar: true });
}

/** Starts the example as the softphone of one person, who is not signed in: `name` is its folder. */
export async function startPhone(
  desktop: Desktop,
  name: string,
  fingerprint?: string,
): Promise<Phone> {
  const { app, page } = await restartPhone(desktop, name, fingerprint);
  return { app: Object.create(app, { page: { value: await pageAt(app, 'sonar-login') } }), page };
}

/** The same where somebody is signed in: the window of the module waits until it is needed. */
export async function restartPhone(
  desktop: Desktop,
  name: string,
  fingerprint = desktop.sandbox.description.registrar?.certificateSha256,
): Promise<Phone> {
  const app = await desktop.startApp({
    env: { SOFTPHONE_REGISTRAR_SHA256: fingerprint },
    args: [`--user-data-dir=${join(desktop.folder, name)}`, ...audio],
  });
  const page = await pageAt(app, 'softphone');
  await page.evaluate(keepConnections);
  return { app, page };
}

/** The page of a window by the scheme of its address. */
async function pageAt(app: App, scheme: string): Promise<Page> {
  const find = () =>
    app.page
      .context()
      .pages()
      .find((page) => page.url().startsWith(`${scheme}:`));
  await waitUntil(() => find() !== undefined, `a window of ${scheme}`);
  const page = find();
  if (page === undefined) throw new Error(`no window of ${scheme}`);
  page.setDefaultTimeout(20_000);
  return page;
}

/** Runs in the page: keeps its connections for `heardPackets`. */
function keepConnections(): void {
  const kept: RTCPeerConnection[] = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      kept.push(this);
    }
  };
  Object.assign(window, { kept });
}

/** How many packets of sound have come from the other side in all calls of a phone. */
export function heardPackets({ page }: Phone): Promise<number> {
  return page.evaluate(async () => {
    const { kept } = window as unknown as { kept: readonly RTCPeerConnection[] };
    const reports = await Promise.all(kept.map((connection) => connection.getStats()));
    const stats = reports.flatMap((report) => [...report.values()]);
    return stats
      .filter(({ type }) => type === 'inbound-rtp')
      .reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  });
}

/** Answers the question that comes with each account that is new on a computer. */
async function tellAddress({ page }: Phone): Promise<void> {
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('12 Main Street');
  await page.getByRole('button', { name: 'Save' }).click();
}

/** Signs a person in, with the account that is named where there are several, and waits for nothing else. */
export async function addLine(desktop: Desktop, phone: Phone, person: string, account?: RegExp) {
  const { app } = phone;
  await signIn(desktop, app, person);
  if (account) await app.page.getByRole('button', { name: account }).click();
  await tellAddress(phone);
}

/** The line of an account, by its organization. */
export function line({ page }: Phone, organization: string) {
  return page.getByRole('listitem', { name: new RegExp(`, ${organization}$`) });
}

/** The addresses that are registered now, as the registrar says. */
export async function registered({ sandbox }: Desktop): Promise<readonly string[]> {
  const found = (await sandbox.control.registrar?.registrations()) ?? [];
  return found.map(({ address }) => address).sort();
}
