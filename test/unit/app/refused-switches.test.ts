import { expect, test } from 'vitest';
import { refusedSwitchesOf } from '../../../src-main/app/refused-switches.ts';

test('refused switches are named as Chromium knows them, whatever way they were given', () => {
  const argv = [
    '/opt/Sonar/sonar-login',
    '--remote-debugging-port=9222',
    '-remote-debugging-pipe',
    '--Remote-Debugging-Address=127.0.0.1',
    '--lang=fr',
    'remote-debugging-port',
  ];
  expect(refusedSwitchesOf(argv)).toEqual([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-debugging-address',
  ]);
});
