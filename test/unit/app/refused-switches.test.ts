import { expect, test } from 'vitest';
import { findRefused, refusedSwitchesOf } from '../../../src-main/app/refused-switches.ts';

test('refused switches are named as Chromium knows them, whatever way they were given', () => {
  const argv = [
    '/opt/Sonar/sonar-login',
    '--remote-debugging-port=9222',
    '-remote-debugging-pipe',
    '--Remote-Debugging-Address=127.0.0.1',
    '/remote-debugging-targets=a',
    '--lang=fr',
    'remote-debugging-port',
  ];
  expect(refusedSwitchesOf(argv)).toEqual([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-debugging-address',
    'remote-debugging-targets',
  ]);
});

test.each(['--remote-debugging-port=1', '-remote-debugging-pipe', '/Remote-Debugging-Port=1'])(
  '%s is refused, and named without what stands behind the sign',
  (argument) => {
    expect(findRefused(['/opt/Sonar/sonar-login', argument], {})).toBe(argument.split('=')[0]);
  },
);
