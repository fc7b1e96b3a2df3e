import { expect, test } from 'vitest';
import { readCommand } from '../../../src-main/start/command-line.ts';
import { refusedSwitchesOf, type Start } from '../../../src-main/start/refused-switches.ts';

const program = '/opt/Sonar/sonar-login';

function isRefused(argv: readonly string[], platform: NodeJS.Platform): boolean {
  const start: Start = { argv, env: {}, platform, program, isRoot: false, ownSwitches: [] };
  return refusedSwitchesOf(start).length > 0;
}

test.each([
  ['linux', ['--remove-data'], { kind: 'remove-data', format: 'text' }],
  ['linux', ['--Remove-Data'], { kind: 'remove-data', format: 'text' }],
  ['linux', [' -remove-data ', '--json'], { kind: 'remove-data', format: 'json' }],
  ['win32', ['/remove-data'], { kind: 'remove-data', format: 'text' }],
  ['win32', ['--self-test=JSON'], null],
  ['linux', ['--print-policy=json'], { kind: 'print-policy', format: 'json' }],
  ['linux', ['--remove-data=yes'], null],
  ['linux', ['/remove-data'], null],
  ['linux', [], null],
] as const)(
  'S2-08, S2-20: on %s %j asks for what it lets pass as a question',
  (platform, given, asked) => {
    const argv = [program, ...given];
    expect(readCommand(argv, platform)).toEqual(asked);
    // What asks for something and is not understood is refused, and opens no window that ends with 0.
    const isSwitch = given.some((argument) => /^\s*--?[a-z]/i.test(argument));
    if (asked === null) expect(isRefused(argv, platform)).toBe(isSwitch);
    else expect(isRefused(argv, platform)).toBe(false);
  },
);
