import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Registrar, startRegistrar } from '../../../../services/registrar/start-registrar.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import {
  accepts,
  type Credential,
  credentialFor,
  openUdpPhone,
  openWebPhone,
  type SipPhone,
} from './sip-phone.ts';

const run = promisify(execFile);
const secret = randomBytes(24).toString('base64url');
const domainSuffix = 'sip.sonar.example';
const maple = `maple.${domainSuffix}`;

let registrar: Registrar;
let authority: string;
beforeAll(async () => {
  const addresses = ['200', '201', '299'].map((extension) => `${extension}@${maple}`);
  registrar = await startRegistrar({ secret, domainSuffix, addresses });
  authority = await readFile(registrar.certificate.authorityFile, 'utf8');
});
afterAll(() => registrar.close());

const openPhone = () => openWebPhone(registrar.webSocketUrl, authority);

/** An address that no other test of this file uses. */
let lastExtension = 1_000;
function newAddress(): string {
  lastExtension += 1;
  return `${lastExtension}@${maple}`;
}

interface Registering {
  readonly expires?: number;
  readonly credential?: Credential;
  readonly from?: string;
  readonly contacts?: readonly string[];
}

function register(phone: SipPhone, address: string, options: Registering = {}) {
  const {
    expires = 60,
    from = address,
    contacts = [`<${phone.contact}>;expires=${expires}`],
  } = options;
  return phone.ask({
    method: 'REGISTER',
    uri: `sip:${address.split('@')[1]}`,
    from: `sip:${from}`,
    to: `sip:${address}`,
    credential: options.credential ?? credentialFor(secret, address, 300),
    more: contacts.map((contact) => `Contact: ${contact}`),
  });
}

const registeredAs = async (address: string) =>
  (await registrar.registrations()).filter((one) => one.address === address);
const notesOf = (address: string) =>
  registrar
    .log()
    .filter((event) => event.address === address)
    .map(({ what, status, detail }) => `${what} ${status} ${detail}`);

describe('registering', () => {
  test('a good credential registers over a secure WebSocket after one challenge', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    expect(await register(phone, address)).toMatchObject({ status: 200 });
    const [registration, ...more] = await registeredAs(address);
    expect(registration).toMatchObject({ address, contact: phone.contact });
    expect(more).toEqual([]);
    expect(notesOf(address)).toEqual(['register 401 asked', 'register 200 ok']);
  });

  const wrongPassword = (address: string) => ({
    ...credentialFor(secret, address, 300),
    password: 'wrong',
  });
  test.each([
    ['with a wrong password', wrongPassword, 'wrong'],
    [
      'of another secret',
      (address: string) => credentialFor('x'.repeat(32), address, 300),
      'wrong',
    ],
    ['that has expired', (address: string) => credentialFor(secret, address, -1), 'expired'],
    ['of another account', () => credentialFor(secret, `200@${maple}`, 300), 'another-address'],
    [
      'of the same extension elsewhere',
      (address: string) =>
        credentialFor(secret, `${address.split('@')[0]}@harbour.${domainSuffix}`, 300),
      'another-address',
    ],
    [
      'of an address that this one begins with',
      (address: string) => credentialFor(secret, address.replace('@', '').slice(0, 3), 300),
      'another-address',
    ],
    ['without an address', () => credentialFor(secret, '', 300), 'another-address'],
    [
      'whose end was moved',
      (address: string) => ({
        ...credentialFor(secret, address, 300),
        username: `${Math.floor(Date.now() / 1_000) + 3_000}:${address}`,
      }),
      'wrong',
    ],
  ])('a credential %s is refused for good, without another challenge', async (_, make, why) => {
    const [phone, address] = [await openPhone(), newAddress()];
    expect(await register(phone, address, { credential: make(address) })).toMatchObject({
      status: 403,
    });
    expect(await registeredAs(address)).toEqual([]);
    expect(notesOf(address)).toEqual(['register 401 asked', `register 403 ${why}`]);
  });

  test('nobody registers an address in somebody else’s name', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    const reply = await register(phone, address, { from: `200@${maple}` });
    expect(reply).toMatchObject({ status: 403 });
    expect(await registeredAs(address)).toEqual([]);
  });

  test.each([
    'sonar.example',
    'sip.sonar.example',
    `maple.${domainSuffix}.evil.example`,
    'maple-sip.sonar.example',
  ])('the domain %s is not served', async (domain) => {
    const phone = await openPhone();
    const reply = await register(phone, `200@${domain}`);
    expect(reply).toMatchObject({ status: 404 });
  });

  test('a registration is granted no longer than its credential lives, and ends with it', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    const credential = credentialFor(secret, address, 3);
    const endsAt = Number(credential.username.split(':')[0]) * 1_000;
    const reply = await register(phone, address, { credential, expires: 600 });
    expect(reply).toMatchObject({ status: 200 });
    const granted = Number(/expires=(\d+)/.exec(reply.header('Contact'))?.[1]);
    expect(granted).toBeGreaterThan(0);
    expect(granted).toBeLessThanOrEqual(3);
    const [registration] = await registeredAs(address);
    expect(registration?.expiresAt).toBeLessThanOrEqual(endsAt + 1_000);
    await pause(endsAt + 1_000 - Date.now());
    expect(await registeredAs(address)).toEqual([]);
    await waitUntil(() => notesOf(address).at(-1) === 'expired 0 ended');
    // The connection that was good once is no credential.
    expect(await register(phone, address, { credential })).toMatchObject({ status: 403 });
  });

  test('each renewal needs a credential that lives', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    expect(await register(phone, address)).toMatchObject({ status: 200 });
    expect(await register(phone, address)).toMatchObject({ status: 200 });
    const credential = credentialFor(secret, address, -1);
    expect(await register(phone, address, { credential })).toMatchObject({ status: 403 });
    expect(await registeredAs(address)).toHaveLength(1);
  });

  test('a device takes its own registration back and leaves the others', async () => {
    const [one, two, address] = [await openPhone(), await openPhone(), newAddress()];
    await register(one, address);
    await register(two, address);
    expect(await registeredAs(address)).toHaveLength(2);
    expect(await register(one, address, { expires: 0 })).toMatchObject({ status: 200 });
    expect(await registeredAs(address)).toMatchObject([{ contact: two.contact }]);
  });

  test('a time for one contact never brings another back that goes', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    const contacts = [`<${phone.contact}>;expires=600`, '<sip:gone@127.0.0.1>;expires=0'];
    expect(await register(phone, address, { contacts })).toMatchObject({ status: 400 });
    expect(await registeredAs(address)).toEqual([]);
  });

  test('a registration goes with its connection', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    await register(phone, address, { expires: 600 });
    phone.close();
    await waitUntil(async () => (await registeredAs(address)).length === 0);
  });
});
