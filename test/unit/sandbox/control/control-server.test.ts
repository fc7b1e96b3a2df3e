import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../services/start-sandbox.ts';

let dataDirectory: string;
let sandbox: Sandbox;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'sandbox-control-'));
  sandbox = await startSandbox({ dataDirectory });
});
afterAll(async () => {
  await sandbox.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: string;
}

async function post(hook: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.description.control}/${hook}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

function personAtGoogle(key: string) {
  return sandbox.control.google?.listPeople().find((person) => person.key === key);
}

test('GET lists every hook with its body, and the people', async () => {
  const response = await fetch(sandbox.description.control);
  const { value } = (await response.json()) as { value: Record<string, { call?: string }[]> };
  const calls = value.hooks?.map(({ call }) => call);
  expect(calls).toContain('POST /control/revoke');
  expect(calls?.some((call) => call?.startsWith('POST /control/sonar/'))).toBe(true);
  expect(value.people).toHaveLength(sandbox.description.people.length);
});

test('a hook acts and answers', async () => {
  const person = 'google-one-account';
  expect(await post('revoke', { person })).toEqual({
    status: 200,
    answer: { ok: true, value: { ended: 0 } },
  });
  await post('disable', { person });
  expect(personAtGoogle(person)?.disabled).toBe(true);
  await post('enable', { person });
  await post('rename', { person, email: 'renamed@maple.example' });
  await post('require-interaction', { person });
  expect(personAtGoogle(person)).toMatchObject({
    disabled: false,
    email: 'renamed@maple.example',
    interactionRequired: true,
  });
});

test('recycling answers the newcomer, and the one before is gone', async () => {
  const { answer } = await post('recycle', { person: 'google-three-accounts' });
  const { key } = answer.value as { key: string };
  expect(personAtGoogle('google-three-accounts')).toBeUndefined();
  expect(personAtGoogle(key)).toBeDefined();
});

test('a provider that is down answers 503 until it is up', async () => {
  const discovery = `${sandbox.description.google.issuer}/.well-known/openid-configuration`;
  await post('down', { provider: 'google', down: true });
  const whileDown = await fetch(discovery);
  await post('down', { provider: 'google', down: false });
  expect([whileDown.status, (await fetch(discovery)).status]).toEqual([503, 200]);
});

test.each([
  ['an unknown hook', 'explode', {}, 404],
  ['an unknown person', 'revoke', { person: 'nobody' }, 404],
  ['a missing member', 'revoke', {}, 400],
  ['a member too many', 'revoke', { person: 'google-one-account', now: true }, 400],
  ['a wrong type', 'ttls', { provider: 'google', idToken: '1h' }, 400],
  ['no JSON', 'revoke', '{', 400],
])('%s is refused, in words', async (_case, hook, body, status) => {
  const refused = await post(hook, body);
  expect(refused.status).toBe(status);
  expect(refused.answer).toEqual({ ok: false, error: expect.stringMatching(/\w/) });
});

test('a web page cannot reach the control', async () => {
  const refused = await post(
    'revoke',
    { person: 'google-one-account' },
    { origin: 'https://x.example' },
  );
  expect(refused.status).toBe(403);
});

test('S2-26: a page under a name of its own that points here is refused, reading and acting', async () => {
  const { port } = new URL(sandbox.description.control);
  const statusOf = (host: string, method: 'GET' | 'POST') =>
    new Promise<number | undefined>((resolve, reject) => {
      const path = method === 'GET' ? '/control' : '/control/sonar/audit';
      const options = { host: '127.0.0.1', port, path, method, headers: { host } };
      const sent = request(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    expect(await statusOf(host, 'GET'), host).toBe(200);
    expect(await statusOf(host, 'POST'), host).toBe(200);
  }
  const others = [
    'rebind.example',
    `rebind.example:${port}`,
    '127.0.0.1',
    `127.0.0.1.nip.io:${port}`,
  ];
  for (const host of [...others, `127.0.0.1:${Number(port) + 1}`]) {
    expect(await statusOf(host, 'GET'), host).toBe(403);
    expect(await statusOf(host, 'POST'), host).toBe(403);
  }
});
