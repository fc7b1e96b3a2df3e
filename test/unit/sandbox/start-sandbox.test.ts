import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../services/start-sandbox.ts';

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
