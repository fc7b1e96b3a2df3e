import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { askCallFrom } from '../../../examples/softphone/call/call-from.ts';
import {
  domainOf,
  nameOfTarget,
  parseTarget,
  plainName,
  sipAddressOf,
} from '../../../examples/softphone/call/target.ts';
import { capped, openMemory, parseMemory } from '../../../examples/softphone/main/memory.ts';
import {
  createRegistrations,
  renewalDelayMs,
  retryDelayMs,
} from '../../../examples/softphone/main/registrations.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

test('credentials are renewed at half of their life, and never all the time', () => {
  expect(renewalDelayMs(90_000, 0)).toBe(45_000);
  expect(renewalDelayMs(3_600_000, 0)).toBe(1_800_000);
  expect(renewalDelayMs(-5, 0)).toBe(5_000);
  // A timer that counts further fires at once.
  expect(renewalDelayMs(10 ** 12, 0)).toBeLessThan(2 ** 31);
});

test('after each failure in a row the wait is twice as long, up to a minute', () => {
  expect([1, 2, 3, 5, 6, 100].map(retryDelayMs)).toEqual([
    2_000, 4_000, 8_000, 32_000, 60_000, 60_000,
  ]);
});

const ana = { id: 'a', name: 'Ana' };
const ben = { id: 'b', name: 'Ben' };

/** Registrations on a service that answers as `fetch` says, with all that it was asked and that lines were given. */
function start(fetch: (accountId: string, time: number) => Promise<void>) {
  const asked: string[] = [];
  const given: string[] = [];
  const registrations = createRegistrations({
    async fetch(accountId) {
      asked.push(accountId);
      const username = `${asked.length}`;
      await fetch(accountId, asked.length);
      const expiresAt = new Date(Date.now() + 90_000).toISOString();
      const webSocket = 'wss://registrar.example';
      return { sipAddress: `sip:${accountId}@x`, webSocket, username, password: 'p', expiresAt };
    },
    explain: (error) => String(error),
    push: ({ accountId, username }) => given.push(`${accountId}${username}`),
    onProblemChanged() {},
  });
  return { registrations, asked, given, end: () => registrations.follow([]) };
}

test('every account gets credentials once, and new ones when that is asked for', async () => {
  const { registrations, given, end } = start(async () => {});
  registrations.follow([ana]);
  registrations.follow([ana, ben]);
  await waitUntil(() => given.length === 2, 'the credentials of both');
  registrations.renew('b');
  await waitUntil(() => given.length === 3, 'the renewal of one');
  registrations.renew();
  await waitUntil(() => given.length === 5, 'the renewal of both');
  expect(given).toEqual(['a1', 'b2', 'b3', 'a4', 'b5']);
  end();
});

test('a page that is loaded anew gets what is known, and no request is made', async () => {
  const { registrations, asked, given, end } = start(async () => {});
  registrations.follow([ana]);
  await waitUntil(() => given.length === 1, 'the credentials');
  registrations.pushAll();
  expect([given, asked]).toEqual([['a1', 'a1'], ['a']]);
  end();
});

test('while one request runs nothing asks again, and what comes for somebody who left is dropped', async () => {
  const answer = Promise.withResolvers<void>();
  const { registrations, asked, given } = start(() => answer.promise);
  registrations.follow([ana]);
  registrations.renew('a');
  registrations.follow([]);
  answer.resolve();
  await pause(20);
  expect([asked, given]).toEqual([['a'], []]);
});

test('a failure is told in words, is tried again after two seconds, and passes', async () => {
  const { registrations, asked, given, end } = start(async (_, time) => {
    if (time === 1) throw 'no network';
  });
  const begin = Date.now();
  registrations.follow([ana]);
  await waitUntil(() => registrations.getProblem('a') !== null, 'the problem');
  expect(registrations.getProblem('a')).toBe('no network');
  await waitUntil(() => given.length === 1, 'the second try');
  expect(Date.now() - begin).toBeGreaterThan(1_900);
  expect([asked.length, registrations.getProblem('a')]).toEqual([2, null]);
  end();
});

test('refused credentials are replaced after a wait, never at once', async () => {
  const { registrations, asked, given, end } = start(async () => {});
  registrations.follow([ana]);
  await waitUntil(() => given.length === 1, 'the credentials');
  const begin = Date.now();
  registrations.tell('a', 'refused');
  registrations.tell('nobody', 'refused');
  await waitUntil(() => given.length === 2, 'new credentials');
  expect(Date.now() - begin).toBeGreaterThan(1_900);
  expect(asked).toEqual(['a', 'a']);
  end();
});

function target(text: string) {
  const parsed = parseTarget(text);
  if (!parsed.ok) throw new Error(parsed.words);
  return parsed.target;
}

test.each([
  ['Ana Silva', 'Ana Silva'],
  ['  Ana\r\n\tSilva ', 'Ana Silva'],
  ['\u202e100 :knaB\u202c', '100 :knaB'],
  ['\u2066Ana\u2069\u200b\u200d\u00ad\u{e0041}', 'Ana'],
  ['\u3164\u2800\u115f', '\u2800'],
  ['\u0000\u001b[31m', '[31m'],
  [' \u200e ', ''],
  ['x'.repeat(5_000), 'x'.repeat(80)],
  ['Ana \ud83d', 'Ana'],
])('a stranger’s name %j is shown as %j', (given, shown) => {
  expect(plainName(given)).toBe(shown);
});

describe('whom to call', () => {
  test.each([
    ['201', '201', null],
    [' +1 (212) 555-0123 ', '+12125550123', null],
    ['*97', '*97', null],
    ['tel:+1-201-555-0123', '+12015550123', null],
    ['TEL:+1.201.555.0123', '+12015550123', null],
    ['tel:+44%20207', '+44207', null],
    ['tel:201', '201', null],
    ['tel:555-0123;phone-context=+1-201', '+12015550123', null],
    ['tel:201;phone-context=Maple.Example', '201', 'maple.example'],
    ['tel:+1201;phone-context=maple.example', '+1201', null],
    ['tel:+1201;isub=12', '+1201', null],
    ['sip:201@Maple.Example', '201', 'maple.example'],
    ['sips:ana.silva@maple.example:5061;transport=ws', 'ana.silva', 'maple.example'],
    ['201@maple.example', '201', 'maple.example'],
    ['sip:+1-201@maple.example', '+1201', 'maple.example'],
  ])('"%s" is %s at %s', (text, user, domain) => {
    expect(parseTarget(text)).toEqual({ ok: true, target: { user, domain, tones: null } });
  });

  test('an extension in a link is dialled as tones', () => {
    expect(target('tel:+1-201-555-0123;ext=2-2')).toEqual({
      user: '+12015550123',
      domain: null,
      tones: '22',
    });
  });

  test.each([
    '',
    'tel:',
    'tel:abc',
    'tel:+',
    'tel:%E0%A4%A',
    'tel:201;phone-context=',
    'tel:201;phone-context=-bad-',
    'tel:201;phone-context=+x',
    'tel:+1201;ext=a',
    'ana',
    'sip:maple.example',
    'sip:@maple.example',
    'sip:a@b@c',
    'sip:201@',
    'sip:201@maple.example;transport=ws?subject=hi',
    'sip:a:secret@maple.example',
    'sip:201@maple..example',
    'sip:20 1<@maple.example',
    '201@maple.example\r\nX: y',
    `tel:${'1'.repeat(33)}`,
  ])('"%s" is refused in a sentence', (text) => {
    expect(parseTarget(text)).toEqual({ ok: false, words: expect.stringMatching(/^\w.*\.$/) });
  });

  test('an extension is one of the domain of the account that calls, an address keeps its own', () => {
    expect(sipAddressOf(target('201'), 'maple.example')).toBe('sip:201@maple.example');
    expect(sipAddressOf(target('201@pine.example'), 'maple.example')).toBe('sip:201@pine.example');
    expect(domainOf('sip:200@Maple.example:5061;transport=ws')).toBe('maple.example');
    expect(nameOfTarget(target('sip:201@pine.example'))).toBe('201@pine.example');
  });
});

const callers = [
  { id: 'maple', organization: 'Maple Dental', domain: 'maple.example', isCurrent: false },
  { id: 'harbour', organization: 'Harbour Legal', domain: 'harbour.example', isCurrent: true },
];
const nothing = { numbers: {}, organizations: {} };
const contact = { name: 'Ben', number: '+1 201 555 0123', organization: 'Pine Freight' };

describe('from which account', () => {
  test('the current account is proposed where nothing is remembered', () => {
    const asked = askCallFrom(target('201'), callers, nothing, []);
    expect(asked).toEqual({ numberKey: '201', organization: null, preselected: 'harbour' });
  });

  test('what is remembered for a number goes before what is for its organization', () => {
    const organizations = { 'maple dental': 'maple' };
    const ask = (numbers: Record<string, string>) =>
      askCallFrom(target('sip:201@maple.example'), callers, { numbers, organizations }, []);
    expect(ask({})?.preselected).toBe('maple');
    expect(ask({ '201@maple.example': 'harbour' })?.preselected).toBe('harbour');
  });

  test('a choice for one number says nothing about another', () => {
    const memory = { numbers: { '201': 'maple' }, organizations: {} };
    expect(askCallFrom(target('202'), callers, memory, [])?.preselected).toBe('harbour');
  });

  test('the organization is that of an own domain, of a contact however it is written, or the domain', () => {
    const organizationOf = (text: string) =>
      askCallFrom(target(text), callers, nothing, [contact])?.organization;
    expect(organizationOf('201@maple.example')).toEqual({
      key: 'maple dental',
      name: 'Maple Dental',
    });
    expect(organizationOf('tel:+1-201-555-0123')).toEqual({
      key: 'pine freight',
      name: 'Pine Freight',
    });
    expect(organizationOf('9@oak.example')).toEqual({ key: 'oak.example', name: 'oak.example' });
    expect(organizationOf('+15550000')).toBeNull();
  });

  test('a remembered account that is signed out counts as not remembered', () => {
    const memory = { numbers: { '201': 'gone' }, organizations: {} };
    expect(askCallFrom(target('201'), callers, memory, [])?.preselected).toBe('harbour');
  });

  test('nobody is asked where nobody is signed in', () => {
    expect(askCallFrom(target('201'), [], nothing, [])).toBeNull();
  });
});

describe('what the phone remembers', () => {
  const kept = {
    callFrom: { numbers: { '201': 'maple' }, organizations: { 'pine freight': 'harbour' } },
    contacts: [contact],
    addresses: { maple: '12 Main Street' },
  };

  test('it is there after a restart', () =>
    withTempFolder(async (folder) => {
      const file = join(folder, 'new', 'phone.json');
      const first = openMemory(file);
      expect([first.wasBroken, first.get().contacts]).toEqual([false, []]);
      first.set(() => kept);
      const second = openMemory(file);
      expect([second.wasBroken, second.get()]).toEqual([false, kept]);
    }));

  test.each([
    'half',
    'null',
    '[]',
    JSON.stringify({ ...kept, contacts: [{ ...contact, more: 'x' }] }),
    JSON.stringify({ ...kept, addresses: { maple: 1 } }),
    JSON.stringify({ ...kept, callFrom: { numbers: {} } }),
    JSON.stringify({ ...kept, addresses: { maple: 'x'.repeat(501) } }),
  ])('a file with %s is forgotten, which is told, and the next one is good', (text) =>
    withTempFolder(async (folder) => {
      const file = join(folder, 'phone.json');
      await writeFile(file, text);
      const memory = openMemory(file);
      expect([memory.wasBroken, memory.get().contacts]).toEqual([true, []]);
      memory.set(() => kept);
      expect(parseMemory(JSON.parse(await readFile(file, 'utf8')))).toEqual(kept);
    }),
  );

  test('the oldest choices make room for new ones', () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`n${at}`, 'maple']));
    const left = Object.keys(capped(many));
    expect([left.length, left[0]]).toEqual([1_000, 'n1']);
  });
});
