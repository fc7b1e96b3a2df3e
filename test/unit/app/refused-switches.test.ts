import { expect, test } from 'vitest';
import { findRefused, refusedSwitchesOf } from '../../../src-main/app/refused-switches.ts';

test('refused switches are named as Chromium knows them, whatever way they were given', () => {
  const argv = [
    '/opt/Sonar/sonar-login',
    '--remote-debugging-port=9222',
    '-remote-debugging-pipe',
    '--Remote-Debugging-Address=127.0.0.1',
    '/remote-debugging-targets=a',
    ' --remote-debugging-port=0',
    '\n\t-remote-debugging-port=0 ',
    '\u0085--remote-debugging-port',
    '--lang=fr',
    'remote-debugging-port',
  ];
  expect(refusedSwitchesOf(argv)).toEqual([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-debugging-address',
    'remote-debugging-targets',
    'remote-debugging-port',
    'remote-debugging-port',
    'remote-debugging-port',
  ]);
});

test.each([
  ['--remote-debugging-port=1', '--remote-debugging-port'],
  ['-remote-debugging-pipe', '--remote-debugging-pipe'],
  ['/Remote-Debugging-Port=1', '--remote-debugging-port'],
  [' --remote-debugging-port=1', '--remote-debugging-port'],
])('%s is refused, and named without what stands behind the sign', (argument, name) => {
  expect(findRefused(['/opt/Sonar/sonar-login', argument], {})).toBe(name);
});
