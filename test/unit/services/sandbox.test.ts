import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CommandLineError, readCommandLine } from '../../../services/command-line.ts';
import { cheatSheet, type SandboxDescription } from '../../../services/sandbox-description.ts';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../services/start-sandbox.ts';
import { signInAtProvider } from '../../support/browse.ts';
import { noRegistrar } from './registrar/sip-phone.ts';

describe('the command line of the sandbox', () => {
  test('without options everything is the default', () => {
    expect(readCommandLine([], '/data')).toEqual({
      dataDirectory: '/data',
      google: {},
      microsoft: {},
    });
  });

  test('every option reaches the sandbox', () => {
    const options = readCommandLine(
      [
        ...['--port', '0', '--data', 'here', '--seed', 'empty', '--config', 'there.json'],
        '--registrar',
        ...['--google-issuer', 'https://accounts.google.com', '--google-client-id', 'g'],
        ...['--microsoft-authority', 'http://127.0.0.1:9/common/', '--microsoft-client-id', 'm'],
      ],
      '/data',
    );
    expect(options).toMatchObject({
      port: 0,
      dataDirectory: resolve('here'),
      configFile: resolve('there.json'),
      seed: { name: 'empty' },
      registrar: true,
      google: { issuer: 'https://accounts.google.com', clientId: 'g' },
      microsoft: { authority: 'http://127.0.0.1:9/common', clientId: 'm' },
    });
  });

  test('--people and --accounts make a seed of that size', () => {
    const { seed } = readCommandLine(['--people', '3', '--accounts', '2'], '/data');
    expect([seed?.people.length, seed?.accounts.length]).toEqual([3, 6]);
  });

  test.each([
    [['--prot', '0'], '--prot'],
    [['stray'], 'stray'],
    [['--port'], '--port'],
    [['--port', 'eighty'], '--port'],
    [['--port', '70000'], '--port'],
    [['--port', '1.5'], '--port'],
    [['--people', '-1'], '--people'],
    [['--people', 'many'], '--people'],
    [['--accounts', '1e9'], '--accounts'],
    [['--seed', 'missing'], '--seed'],
    [['--seed', 'empty', '--people', '1'], '--seed'],
    [['--data', ''], '--data'],
    [['--config', ' '], '--config'],
    [['--google-client-id', ''], '--google-client-id'],
    [['--google-issuer', 'accounts.google.com'], '--google-issuer'],
    [['--google-issuer', 'http://accounts.google.com'], '--google-issuer'],
    [['--microsoft-authority', 'ftp://127.0.0.1/common'], '--microsoft-authority'],
    [['--microsoft-authority', 'https://login.example/common?x=1'], '--microsoft-authority'],
  ])('%j is refused and the message names the option', (commandLine, option) => {
    expect(() => readCommandLine(commandLine, '/data')).toThrow(CommandLineError);
    expect(() => readCommandLine(commandLine, '/data')).toThrow(option);
  });
});

describe('npm run sandbox', () => {
  const program = join(import.meta.dirname, '../../../services/index.ts');

  let directory: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-command-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  interface Run {
    /** Resolves with every line of standard output, once the program has ended. */
    readonly lines: Promise<string[]>;
    readonly firstLine: Promise<string>;
    readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
  }

  function run(...commandLine: string[]): Run {
    const started = spawn(process.execPath, [program, ...commandLine], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let errors = '';
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const reader = createInterface({ input: started.stdout });
    const all: string[] = [];
    reader.on('line', (line) => all.push(line));
    const ended = once(started, 'close').then(([code]) => ({
      code: code as number | null,
      errors,
    }));
    return {
      lines: ended.then(() => all),
      firstLine: once(reader, 'line').then(([line]) => String(line)),
      ended,
    };
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one JSON line, runs, and ends cleanly at %s',
    async (signal) => {
      const config = join(directory, 'app.json');
      const sandbox = run('--port', '0', '--data', join(directory, 'data'), '--config', config);
      const description = JSON.parse(await sandbox.firstLine) as SandboxDescription;
      expect(description.config).toBe(config);
      expect(JSON.parse(await readFile(config, 'utf8')).google).toEqual(description.google);
      expect((await fetch(description.control)).status).toBe(200);
      child?.kill(signal);
      expect(await sandbox.ended).toEqual({ code: 0, errors: '' });
      expect(await sandbox.lines).toHaveLength(1);
    },
  );

  test('with --registrar softphones have where to register, until it ends', async ({ skip }) => {
    if (noRegistrar) skip(noRegistrar);
    const sandbox = run('--port', '0', '--data', directory, '--registrar');
    const line = await sandbox.firstLine;
    const { registrar, control, sonar } = JSON.parse(line) as SandboxDescription;
    expect(registrar).toEqual({
      webSocket: expect.stringMatching(/^wss:\/\/127\.0\.0\.1:\d+$/),
      certificateSha256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      authorityFile: expect.any(String),
      sipPort: expect.any(Number),
    });
    for (const hook of ['registrations', 'log']) {
      const answer = await fetch(`${control}/registrar/${hook}`, { method: 'POST' });
      expect(await answer.json()).toEqual({ ok: true, value: [] });
    }
    const folder = dirname(registrar?.authorityFile ?? '');
    const [, secret = ''] =
      /SHARED_SECRET!([\w-]+)!/.exec(await readFile(join(folder, 'run.cfg'), 'utf8')) ?? [];
    expect(secret).toHaveLength(43);
    expect(line).not.toContain(secret);
    expect((await fetch(sonar.baseUrl.replace(/v1$/, 'v1/health'))).status).toBe(200);
    child?.kill('SIGTERM');
    expect(await sandbox.ended).toEqual({ code: 0, errors: '' });
    await expect(readFile(join(folder, 'run.cfg'))).rejects.toThrow('ENOENT');
  });

  test.each([
    [['--prot', '0'], '--prot'],
    [['--people', 'many'], '--people'],
  ])('%j ends with exit code 64 and names the option', async (commandLine, option) => {
    const sandbox = run(...commandLine, '--data', directory);
    const { code, errors } = await sandbox.ended;
    expect(code).toBe(64);
    expect(errors).toContain(option);
    expect(await sandbox.lines).toEqual([]);
  });

  test('a data directory that cannot be used ends with exit code 78 and names it', async () => {
    const file = join(directory, 'a-file');
    await writeFile(file, '');
    const { code, errors } = await run('--data', file).ended;
    expect(code).toBe(78);
    expect(errors).toContain('--data');
    expect(errors).toContain(file);
  });
});

describe('the cheat sheet', () => {
  const people = [
    person('google', 'ana@maple.example', 'One account.', 'ana', 'secret-1'),
    person('microsoft', 'adam@clinic.example', 'One account.', null, null),
    person('google', 'nora@maple.example', 'A stranger.', null, null),
  ] as const;

  const sheet = cheatSheet({
    google: { issuer: 'http://127.0.0.1:1', clientId: 'g' },
    microsoft: { authority: 'http://127.0.0.1:2', clientId: 'm' },
    openId: {},
    sonar: { baseUrl: 'http://127.0.0.1:3' },
    config: '/tmp/config.json',
    people,
    control: 'http://127.0.0.1:4',
  });

  test('each story is told once, with the people of both providers', () => {
    expect(sheet.match(/One account\./g)).toHaveLength(1);
    expect(sheet).toContain(
      'Google ana@maple.example (Sonar ana)  Microsoft adam@clinic.example\n',
    );
  });

  test('the Sonar password is told once, and nobody without one has a Sonar username', () => {
    expect(sheet.match(/secret-1/g)).toHaveLength(1);
    expect(sheet.split('A stranger.')[1]?.split('\n')[1]).not.toContain('Sonar');
  });

  function person(
    provider: 'google' | 'microsoft',
    email: string,
    story: string,
    sonarUsername: string | null,
    sonarPassword: string | null,
  ) {
    return { key: email, provider, email, name: email, story, sonarUsername, sonarPassword };
  }
});

describe('a start of the sandbox', () => {
  let dataDirectory: string;
  let running: Sandbox[];
  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'sandbox-'));
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((sandbox) => sandbox.close()));
    await rm(dataDirectory, { recursive: true, force: true });
  });

  async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
    const sandbox = await startSandbox({ dataDirectory, ...options });
    running.push(sandbox);
    return sandbox;
  }

  async function stop(sandbox: Sandbox): Promise<void> {
    running = running.filter((other) => other !== sandbox);
    await sandbox.close();
  }

  test('the description says where everything is and whom to try', async () => {
    const { description } = await start();
    const loopback = /^http:\/\/127\.0\.0\.1:\d+/;
    expect(description.google.issuer).toMatch(loopback);
    expect(description.microsoft.authority).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/organizations$/);
    expect(description.sonar.baseUrl).toMatch(loopback);
    expect(description.control).toMatch(loopback);
    expect(new Set(description.people.map(({ provider }) => provider))).toEqual(
      new Set(['google', 'microsoft']),
    );
    for (const person of description.people) {
      expect(Object.keys(person).sort()).toEqual(
        ['email', 'key', 'name', 'provider', 'sonarPassword', 'sonarUsername', 'story'].sort(),
      );
    }
  });

  test('the ready-made configuration has exactly what the app reads', async () => {
    const configFile = join(dataDirectory, 'deeper', 'app.json');
    const { description } = await start({ configFile });
    expect(description.config).toBe(configFile);
    expect(JSON.parse(await readFile(configFile, 'utf8'))).toEqual({
      sonar: { baseUrl: description.sonar.baseUrl },
      google: description.google,
      microsoft: description.microsoft,
    });
  });

  test('a second start on the same directory uses the same ports', async () => {
    const first = await start();
    await stop(first);
    const second = await start();
    expect(second.description).toEqual(first.description);
  });

  test('a port that is taken meanwhile is replaced by a free one', async () => {
    const first = await start();
    await stop(first);
    const { port } = new URL(first.description.google.issuer);
    const squatter = createServer();
    await new Promise<void>((resolve) => {
      squatter.listen(Number(port), '127.0.0.1', resolve);
    });
    try {
      const second = await start();
      expect(second.description.google.issuer).not.toBe(first.description.google.issuer);
      expect(second.description.microsoft).toEqual(first.description.microsoft);
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });

  test('other providers take the place of the stand-ins', async () => {
    const sandbox = await start({
      google: { issuer: 'https://accounts.google.com', clientId: 'real-client' },
      microsoft: { authority: 'http://127.0.0.1:9/common', clientId: 'other-client' },
    });
    expect(sandbox.description).toMatchObject({
      google: { issuer: 'https://accounts.google.com', clientId: 'real-client' },
      microsoft: { authority: 'http://127.0.0.1:9/common', clientId: 'other-client' },
    });
    expect([sandbox.control.google, sandbox.control.microsoft]).toEqual([null, null]);
  });
});

describe('the sandbox as a whole', () => {
  let dataDirectory: string;
  let sandbox: Sandbox;
  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'sandbox-whole-'));
    sandbox = await startSandbox({ dataDirectory });
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  function hashed(secret: string): string {
    return createHash('sha256').update(secret).digest('base64url');
  }

  function addressesOf(
    { google, microsoft }: SandboxDescription,
    provider: 'google' | 'microsoft',
  ) {
    return provider === 'google'
      ? {
          clientId: google.clientId,
          authorize: `${google.issuer}/o/oauth2/v2/auth`,
          token: `${google.issuer}/token`,
          redirectUri: 'http://127.0.0.1:1/callback',
        }
      : {
          clientId: microsoft.clientId,
          authorize: `${microsoft.authority}/oauth2/v2.0/authorize`,
          token: `${microsoft.authority}/oauth2/v2.0/token`,
          redirectUri: 'http://localhost:1/callback',
        };
  }

  async function getIdToken(provider: 'google' | 'microsoft', key: string, nonce: string) {
    const { clientId, authorize, token, redirectUri } = addressesOf(sandbox.description, provider);
    const verifier = randomBytes(32).toString('base64url');
    const client = { client_id: clientId, redirect_uri: redirectUri };
    const request = new URLSearchParams({
      ...client,
      response_type: 'code',
      scope: 'openid email profile',
      nonce,
      code_challenge: hashed(verifier),
      code_challenge_method: 'S256',
    });
    const { redirectUrl } = await signInAtProvider(`${authorize}?${request}`, key);
    const body = new URLSearchParams({
      ...client,
      grant_type: 'authorization_code',
      code: String(new URL(redirectUrl).searchParams.get('code')),
      code_verifier: verifier,
    });
    const response = await fetch(token, { method: 'POST', body });
    return ((await response.json()) as { id_token: string }).id_token;
  }

  async function startSignIn(provider: 'google' | 'microsoft', key: string) {
    const nonceSecret = randomBytes(32).toString('base64url');
    const idToken = await getIdToken(provider, key, hashed(nonceSecret));
    const response = await fetch(`${sandbox.description.sonar.baseUrl}/sign-ins`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        idToken,
        nonceSecret,
        device: { id: randomUUID(), name: 'Front desk', platform: 'linux', appVersion: '0.1.0' },
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async function post(hook: string, body: unknown): Promise<number> {
    const response = await fetch(`${sandbox.description.control}/${hook}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  }

  test.each(['google', 'microsoft'] as const)(
    'the Sonar service believes the %s stand-in, for every story as it is told',
    async (provider) => {
      const outcomes: Record<string, unknown> = {};
      for (const story of ['one-account', 'three-accounts', 'no-account', 'no-sso']) {
        const { body } = await startSignIn(provider, `${provider}-${story}`);
        outcomes[story] = body.outcome ?? body.code;
      }
      expect(outcomes).toEqual({
        'one-account': 'session',
        'three-accounts': 'offer',
        'no-account': 'link-required',
        'no-sso': 'sso-not-enabled',
      });
    },
  );

  test('what the control does to an account shows at the next sign-in', async () => {
    const response = await fetch(sandbox.description.control);
    const { value } = (await response.json()) as {
      value: { accounts: { id: string; username: string }[] };
    };
    const person = sandbox.description.people.find(({ key }) => key === 'google-office-manager');
    const account = value.accounts.find(({ username }) => username === person?.sonarUsername)?.id;
    expect(await post('sonar/disable-account', { account })).toBe(200);
    expect((await startSignIn('google', 'google-office-manager')).body.code).toBe(
      'account-disabled',
    );
    expect(await post('sonar/disable-account', { account, disabled: false })).toBe(200);
    expect(await post('sonar/account-sso', { account, on: false })).toBe(200);
    expect((await startSignIn('google', 'google-office-manager')).body.code).toBe('sso-turned-off');
  });

  test('an account that does not exist is answered in words', async () => {
    expect(await post('sonar/disable-account', { account: 'nobody' })).toBe(422);
  });
});

describe('the control of the sandbox', () => {
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
});
