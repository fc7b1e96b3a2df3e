import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Registrar, startRegistrar } from '../../../../services/registrar/start-registrar.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import {
  type Call,
  type Credential,
  callOfCalled,
  callOfCaller,
  credentialFor,
  digest,
  noRegistrar,
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
  if (noRegistrar) return;
  const addresses = ['200', '201', '299'].map((extension) => `${extension}@${maple}`);
  registrar = await startRegistrar({ secret, domainSuffix, addresses });
  authority = await readFile(registrar.certificate.authorityFile, 'utf8');
});
afterAll(async () => {
  if (!noRegistrar) await registrar.close();
});
beforeEach(({ skip }) => {
  if (noRegistrar) skip(noRegistrar);
});

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
    await expect.poll(() => notesOf(address)).toEqual(['register 401 asked', 'register 200 ok']);
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
      'of an address that this one ends with',
      (address: string) => credentialFor(secret, address.slice(1), 300),
      'another-address',
    ],
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
    await expect
      .poll(() => notesOf(address))
      .toEqual(['register 401 asked', `register 403 ${why}`]);
  });

  test('a credential without an address registers nothing', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    const credential = credentialFor(secret, '', 300);
    expect(await register(phone, address, { credential })).toMatchObject({ status: 401 });
    expect(await registeredAs(address)).toEqual([]);
  });

  test('an answer to a challenge of another registrar is asked for again', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    const more = [
      `Authorization: Digest username="1:${address}", realm="${maple}", nonce="aw2HJmsNhfo", uri="sip:${maple}", response="${'0'.repeat(32)}"`,
    ];
    const [uri, to] = [`sip:${maple}`, `sip:${address}`];
    const reply = await phone.ask({ method: 'REGISTER', uri, from: to, to, more });
    expect(reply).toMatchObject({ status: 401 });
    await expect.poll(() => notesOf(address)).toEqual(['register 401 asked-again']);
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

  test('a credential is good for its own address, whatever stands beside it', async () => {
    const phone = await openPhone();
    const [own, foreign] = [newAddress(), newAddress()];
    const [credential, wanted] = [
      credentialFor(secret, own, 300),
      credentialFor(secret, foreign, 300),
    ];
    const attempts = [
      { method: 'REGISTER', uri: `sip:${maple}`, to: foreign, asked: 'WWW-Authenticate' },
      {
        method: 'INVITE',
        uri: `sip:201@${maple}`,
        to: `201@${maple}`,
        asked: 'Proxy-Authenticate',
      },
    ];
    for (const { method, uri, to, asked } of attempts) {
      const more = [`Contact: <${phone.contact}>`];
      const request = { method, uri, from: `sip:${foreign}`, to: `sip:${to}`, more };
      const good = digest((await phone.ask(request)).header(asked), request, credential);
      const other = good.replace(credential.username, wanted.username);
      const elsewhere = other.replace(/realm="[^"]*"/, 'realm="elsewhere"');
      const headers = ['Authorization', 'Proxy-Authorization'];
      const proofs = headers.flatMap((first) =>
        headers.flatMap((second) =>
          [other, elsewhere].flatMap((bad) => [
            [`${first}: ${bad}`, `${second}: ${good}`],
            [`${first}: ${good}`, `${second}: ${bad}`],
          ]),
        ),
      );
      for (const proof of proofs) {
        const reply = await phone.ask({ ...request, more: [...more, ...proof] });
        expect([reply.status, ...proof]).toEqual([400, ...proof]);
      }
    }
    expect(await registeredAs(foreign)).toEqual([]);
  });

  test('a proof that somebody has read brings their own device nowhere', async () => {
    const [phone, thief, address] = [await openPhone(), await openPhone(), newAddress()];
    const request = (contact: string) => ({
      method: 'REGISTER',
      uri: `sip:${maple}`,
      from: `sip:${address}`,
      to: `sip:${address}`,
      more: [`Contact: <${contact}>;expires=60`],
    });
    const own = request(phone.contact);
    const challenge = (await phone.ask(own)).header('WWW-Authenticate');
    const proof = `Authorization: ${digest(challenge, own, credentialFor(secret, address, 300))}`;
    const proved = ({ more, ...rest }: typeof own) => ({ ...rest, more: [...more, proof] });
    expect(await phone.ask(proved(own))).toMatchObject({ status: 200 });
    expect(await thief.ask(proved(request(thief.contact)))).toMatchObject({ status: 401 });
    expect(await registeredAs(address)).toMatchObject([{ contact: phone.contact }]);
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
    await waitUntil(() => notesOf(address).at(-1) === 'expired 0 ended', 'a note of the end');
    // The connection that was good once is no credential.
    expect(await register(phone, address, { credential })).toMatchObject({ status: 403 });
  });

  test.each([
    ['none', ''],
    ['no number', ';expires=abc'],
    ['a negative one', ';expires=-5'],
    ['the largest one', ';expires=4294967295'],
    ['one too large for any', ';expires=99999999999999999999'],
  ])('whatever time is asked for (%s), the credential’s is the longest', async (_, expires) => {
    const [phone, address] = [await openPhone(), newAddress()];
    const credential = credentialFor(secret, address, 20);
    const second = `<sip:second@127.0.0.1:9>${expires}`;
    const contacts = [`<${phone.contact}>${expires}`, second];
    expect(await register(phone, address, { credential, contacts })).toMatchObject({ status: 200 });
    const found = await registeredAs(address);
    expect(found).toHaveLength(2);
    for (const { expiresAt } of found) {
      expect(expiresAt).toBeLessThanOrEqual(Date.now() + 20_000);
      expect(expiresAt).toBeGreaterThan(Date.now() + 15_000);
    }
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

  test('a star takes back every registration of the address', async () => {
    const [one, two, address] = [await openPhone(), await openPhone(), newAddress()];
    await register(one, address);
    await register(two, address);
    const [uri, to] = [`sip:${maple}`, `sip:${address}`];
    const credential = credentialFor(secret, address, 300);
    const more = ['Contact: *', 'Expires: 0'];
    const reply = await one.ask({ method: 'REGISTER', uri, from: to, to, credential, more });
    expect(reply).toMatchObject({ status: 200 });
    expect(await registeredAs(address)).toEqual([]);
  });

  test('a time for one contact never brings another back that goes', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    const contacts = [`<${phone.contact}>;expires=600`, '<sip:gone@127.0.0.1>;expires=0'];
    expect(await register(phone, address, { contacts })).toMatchObject({ status: 400 });
    expect(await registeredAs(address)).toEqual([]);
  });

  test('a whole office registers at once, and is told whole', async () => {
    const phone = await openPhone();
    const office = Array.from({ length: 200 }, newAddress);
    const replies = await Promise.all(office.map((address) => register(phone, address)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    const told = (await registrar.registrations()).map(({ address }) => address);
    expect(office.filter((address) => !told.includes(address))).toEqual([]);
  });

  test('a registration goes with its connection', async () => {
    const [phone, address] = [await openPhone(), newAddress()];
    await register(phone, address, { expires: 600 });
    phone.close();
    await waitUntil(async () => (await registeredAs(address)).length === 0, 'the end of it');
  });
});

interface Calling {
  readonly from: string;
  readonly to: string;
  readonly credential?: Credential | null;
  readonly more?: readonly string[];
}

function call(phone: SipPhone, { from, to, credential, more = [] }: Calling) {
  const proof = credential === undefined ? credentialFor(secret, from, 300) : credential;
  return phone.ask({
    method: 'INVITE',
    uri: `sip:${to}`,
    from: `sip:${from}`,
    to: `sip:${to}`,
    more: [`Contact: <${phone.contact}>`, ...more],
    ...(proof ? { credential: proof } : {}),
  });
}

/** A call that is taken, and that the caller ends. */
async function callAndHangUp(caller: SipPhone, called: SipPhone, calling: Calling): Promise<void> {
  const answered = call(caller, calling);
  called.answer(await called.next('INVITE'), 200);
  const known = callOfCaller(await answered);
  await caller.within(known, 'ACK');
  await called.next('ACK');
  const ended = caller.within(known, 'BYE');
  called.answer(await called.next('BYE'), 200);
  expect(await ended).toMatchObject({ status: 200 });
}

describe('calling', () => {
  test('a call rings on every device of the called one, and ends on the others when one takes it', async () => {
    const [caller, desk, mobile] = [await openPhone(), await openPhone(), await openPhone()];
    const [from, to] = [newAddress(), newAddress()];
    await register(caller, from);
    await register(desk, to);
    await register(mobile, to);
    const answered = call(caller, { from, to });
    const [atDesk, atMobile] = [await desk.next('INVITE'), await mobile.next('INVITE')];
    expect(atDesk.header('From')).toContain(`<sip:${from}>`);
    // Nobody sees another's proof, and what follows comes this way again.
    expect(atDesk.header('Proxy-Authorization')).toBe('');
    expect(atDesk.header('Record-Route')).toMatch(/^<sip:127\.0\.0\.1:\d+;transport=ws;.*lr/);
    mobile.answer(atMobile, 180);
    const sent = desk.answer(atDesk, 200);
    const cancel = await mobile.next('CANCEL');
    mobile.answer(cancel, 200);
    mobile.answer(atMobile, 487);
    const taken = await answered;
    expect(taken).toMatchObject({ status: 200 });
    const [asCaller, asCalled] = [callOfCaller(taken), callOfCalled(atDesk, sent)];
    await caller.within(asCaller, 'ACK');
    await desk.next('ACK');
    const ended = desk.within(asCalled, 'BYE');
    caller.answer(await caller.next('BYE'), 200);
    expect(await ended).toMatchObject({ status: 200 });
  });

  test('the caller ends a call over the same way', async () => {
    const [caller, called] = [await openPhone(), await openPhone()];
    const [from, to] = [newAddress(), newAddress()];
    await register(called, to);
    await callAndHangUp(caller, called, { from, to });
    const heard = ['call 407 asked', `call 100 ${to}`, `call 200 ${to}`];
    await expect.poll(() => notesOf(from)).toEqual(heard);
  });

  test('a phone outside a page calls one in a page', async () => {
    const [caller, called] = [await openUdpPhone(registrar.sipPort), await openPhone()];
    const [from, to] = [newAddress(), newAddress()];
    await register(called, to);
    await callAndHangUp(caller, called, { from, to });
  });

  test.each([
    ['without a credential', { credential: null }, 407],
    [
      'with somebody else’s credential',
      { credential: credentialFor(secret, `201@${maple}`, 300) },
      403,
    ],
    ['with an expired credential', { credential: credentialFor(secret, `200@${maple}`, -1) }, 403],
    ['with a wrong one', { credential: credentialFor('y'.repeat(20), `200@${maple}`, 300) }, 403],
    ['in the name of another domain', { from: 'ceo@elsewhere.example' }, 403],
    ['to another domain', { to: '200@elsewhere.example' }, 403],
    ['to an address of this machine', { to: '200@127.0.0.1' }, 403],
    ['to an address that does not exist', { to: `666@${maple}` }, 404],
    ['to one that is not registered', { to: `299@${maple}` }, 480],
  ] as const)('a call %s gets no further', async (_, changed, status) => {
    const [caller, called] = [await openPhone(), await openPhone()];
    await register(called, `201@${maple}`);
    const reply = await call(caller, { from: `200@${maple}`, to: `201@${maple}`, ...changed });
    expect(reply).toMatchObject({ status });
    expect(called.received.filter(({ startLine }) => startLine.startsWith('INVITE'))).toEqual([]);
  });

  test('a caller chooses no way of their own', async () => {
    const [caller, called] = [await openPhone(), await openPhone()];
    const stranger = await openUdpPhone(registrar.sipPort);
    const [from, to] = [newAddress(), newAddress()];
    await register(called, to);
    const answered = call(caller, { from, to, more: [`Route: <${stranger.contact};lr>`] });
    const request = await called.next('INVITE');
    called.answer(request, 486);
    expect(await answered).toMatchObject({ status: 486 });
    expect(request.header('Route')).toBe('');
    expect(stranger.received).toEqual([]);
  });

  test('a caller tells the called one nothing that phones believe of a registrar only', async () => {
    const [caller, called] = [await openPhone(), await openPhone()];
    const [from, to] = [newAddress(), newAddress()];
    await register(called, to);
    const boss = `<sip:201@${maple}>`;
    const claims = [
      `P-Asserted-Identity: ${boss}`,
      `p-preferred-identity: ${boss}`,
      `Remote-Party-ID: ${boss}`,
      `Diversion: ${boss}`,
      `History-Info: ${boss}`,
      'Answer-Mode: Auto',
      'Priv-Answer-Mode: Auto',
      'Call-Info: <sip:here>;answer-after=0',
      'Alert-Info: <http://here>;info=alert-autoanswer',
    ];
    const answered = call(caller, { from, to, more: claims });
    const request = await called.next('INVITE');
    called.answer(request, 486);
    await answered;
    for (const claim of claims) expect(request.text).not.toContain(claim.split(':')[0]);
    expect(await call(caller, { from, to, more: [`Contact: ${boss}`] })).toMatchObject({
      status: 400,
    });
  });

  test('what is noted of a call is who called, whatever the called one says', async () => {
    const [caller, called] = [await openPhone(), await openPhone()];
    const [from, to] = [newAddress(), newAddress()];
    await register(called, to);
    const answered = call(caller, { from, to });
    const { text } = called.answer(await called.next('INVITE'), 180);
    called.send(
      text
        .replace('SIP/2.0 180', 'SIP/2.0 486')
        .replace(/From: <[^>]*>/, `From: <sip:201@${maple}>`)
        .replace(/To: <[^>]*>/, `To: <sip:299@${maple}>`),
    );
    await answered;
    await expect.poll(() => notesOf(from).at(-1)).toBe(`call 486 ${to}`);
  });

  test('neither side of a call sends it on by a way of its own', async () => {
    const [caller, called] = [await openPhone(), await openPhone()];
    const stranger = await openUdpPhone(registrar.sipPort);
    const [from, to] = [newAddress(), newAddress()];
    await register(called, to);
    const answered = call(caller, { from, to });
    called.answer(await called.next('INVITE'), 200);
    const known = callOfCaller(await answered);
    await caller.within(known, 'ACK');
    const astray = { ...known, routes: [...known.routes, `<${stranger.contact};lr>`] };
    await caller.within(astray, 'ACK');
    expect(await caller.within(astray, 'BYE')).toMatchObject({ status: 403 });
    expect(stranger.received).toEqual([]);
  });

  test('a request within a call that is not going on is carried nowhere', async () => {
    const [caller, stranger] = [await openPhone(), await openUdpPhone(registrar.sipPort)];
    const forged: Call = {
      ownHeader: `<sip:200@${maple}>;tag=a`,
      otherHeader: `<sip:201@${maple}>;tag=b`,
      callId: 'none',
      target: stranger.contact,
      routes: [`<${registrar.webSocketUrl.replace('wss://', 'sip:')};transport=ws;lr>`],
    };
    expect(await caller.within(forged, 'BYE')).toMatchObject({ status: 481 });
    await caller.within(forged, 'ACK');
    await pause(200);
    expect(stranger.received).toEqual([]);
  });

  test.each(['MESSAGE', 'SUBSCRIBE', 'PUBLISH', 'REFER'])('%s is not carried', async (method) => {
    const [phone, address] = [await openPhone(), `201@${maple}`];
    const [uri, from] = [`sip:${address}`, `sip:200@${maple}`];
    const more = [`Contact: <${phone.contact}>`];
    const reply = await phone.ask({ method, uri, from, to: uri, more });
    expect(reply).toMatchObject({ status: 405 });
  });
});

describe('a foreign hand', () => {
  function sipsak(...args: readonly string[]) {
    const proxy = `127.0.0.1:${registrar.sipPort}`;
    const running = run('sipsak', ['-vv', '-p', proxy, ...args]);
    // It waits for the end of its input.
    running.child.stdin?.end();
    return running.then(
      ({ stdout }) => ({ ok: true, said: stdout }),
      ({ stdout }: { stdout: string }) => ({ ok: false, said: stdout }),
    );
  }

  test('sipsak is answered that the registrar is there', async () => {
    expect(await sipsak('-s', `sip:127.0.0.1:${registrar.sipPort}`)).toMatchObject({ ok: true });
  });

  test('sipsak registers with a good credential and not with a wrong one', async () => {
    const address = newAddress();
    const { username, password } = credentialFor(secret, address, 300);
    const registering = ['-U', '-s', `sip:${address}`, '-C', 'sip:sipsak@127.0.0.1:9', '-x', '60'];
    const refused = await sipsak(...registering, '-u', username, '-a', 'wrong');
    expect(refused.ok).toBe(false);
    expect(await registeredAs(address)).toEqual([]);
    const registered = await sipsak(...registering, '-u', username, '-a', password);
    expect(registered, registered.said).toMatchObject({ ok: true });
    expect(await registeredAs(address)).toMatchObject([{ contact: 'sip:sipsak@127.0.0.1:9' }]);
  });
});

describe('the process', () => {
  /** The process and all that it started. */
  function family(): readonly string[] {
    return readdirSync('/proc').filter((name) => {
      try {
        return (
          /^\d+$/.test(name) &&
          readFileSync(`/proc/${name}/stat`, 'utf8').split(' ')[4] === String(registrar.pid)
        );
      } catch {
        return false;
      }
    });
  }

  test('the secret is in one file that only its owner reads, and in no command line and no note', () => {
    const folder = dirname(registrar.certificate.authorityFile);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const holders = readdirSync(folder).filter((name) => {
      const path = join(folder, name);
      return statSync(path).isFile() && readFileSync(path, 'utf8').includes(secret);
    });
    expect(holders).toEqual(['run.cfg']);
    expect(statSync(join(folder, 'run.cfg')).mode & 0o777).toBe(0o600);
    expect(family().length).toBeGreaterThan(3);
    for (const pid of family()) {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(secret);
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain(secret);
    }
    expect(JSON.stringify(registrar.log())).not.toContain(secret);
  });

  test('it listens to this machine alone', () => {
    const inodes = new Set(
      family().flatMap((pid) =>
        readdirSync(`/proc/${pid}/fd`).map((fd) => {
          try {
            return /socket:\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
          } catch {
            return undefined;
          }
        }),
      ),
    );
    const listening = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((row) => row.length > 9 && inodes.has(row[9]))
        .map((row) => row[1]?.split(':')[0]),
    );
    expect(listening.length).toBeGreaterThan(2);
    expect(new Set(listening)).toEqual(new Set(['0100007F']));
  });

  test('a page reaches it over TLS alone, and only where its certificate is trusted', async () => {
    const plain = `ws://127.0.0.1:${registrar.sipPort}`;
    await expect(openWebPhone(plain)).rejects.toThrow();
    setDefaultCACertificates([]);
    await expect(openWebPhone(registrar.webSocketUrl)).rejects.toThrow();
    await expect(openPhone()).resolves.toBeDefined();
  });

  test('who is registered is told to nobody without the token, and the secret to nobody at all', async () => {
    const folder = dirname(registrar.certificate.authorityFile);
    const file = readFileSync(join(folder, 'run.cfg'), 'utf8');
    const token = /READ_TOKEN!([\w-]+)!/.exec(file)?.[1];
    const ask = (bearer: string | undefined, method: string) =>
      fetch(`http://127.0.0.1:${registrar.sipPort}/registrations`, {
        method: 'POST',
        // Kamailio closes a connection without saying so.
        headers: { authorization: `Bearer ${bearer}`, connection: 'close' },
        body: JSON.stringify({ jsonrpc: '2.0', method, id: 1 }),
      });
    expect((await ask(token, 'ul.dump')).status).toBe(200);
    for (const bearer of ['READ_TOKEN', '', undefined]) {
      expect((await ask(bearer, 'ul.dump')).status).toBe(404);
    }
    const dump = await ask(token, 'autheph.dump_secrets');
    expect(dump.status).toBe(404);
    expect(await dump.text()).not.toContain(secret);
  });

  test('it ends with whoever started it, also when that is killed, and leaves nothing', async () => {
    const source = `import { startRegistrar } from '${join(import.meta.dirname, '../../../../services/registrar/start-registrar.ts')}';
      const { pid, certificate } = await startRegistrar({ secret: 'x'.repeat(20), domainSuffix: 'sip.sonar.example' });
      console.log(JSON.stringify({ pid, file: certificate.authorityFile })); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const { pid, file } = JSON.parse(String(line)) as { pid: number; file: string };
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    expect(existsSync(file)).toBe(true);
    parent.kill('SIGKILL');
    await waitUntil(() => !existsSync(`/proc/${pid}`) && !existsSync(file), 'its end');
  });

  test.each([
    [{ secret: 'short' }, 'secret'],
    [{ secret: 'with "quotes" and more' }, 'secret'],
    [{ domainSuffix: 'sip" evil' }, 'domain'],
    [{ addresses: ['200@a b'] }, 'address'],
  ])('%j is refused before anything is started', async (changed, word) => {
    await expect(startRegistrar({ secret, domainSuffix, ...changed })).rejects.toThrow(word);
  });

  test('a port that is taken is said so, and nothing stays', async () => {
    const taken = Number(new URL(registrar.webSocketUrl).port);
    await expect(startRegistrar({ secret, domainSuffix, port: taken })).rejects.toThrow(/bind/);
  });
});
