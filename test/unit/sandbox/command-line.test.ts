import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { CommandLineError, readCommandLine } from '../../../services/command-line.ts';

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
