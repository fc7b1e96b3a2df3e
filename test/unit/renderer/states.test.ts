import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract.ts';
import { viewFailure } from '../../../src-renderer/login-state.ts';
import { allStates } from '../../screens/states/all.ts';

test('every picture has a name of its own', () => {
  const names = allStates.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every kind of view is pictured', () => {
  const kinds = new Set(allStates.map(({ state }) => state.view.kind));
  expect([...kinds].sort()).toEqual([
    'checking',
    'choosing',
    'confirming-link',
    'linking',
    'signed-in',
    'signed-out',
    'starting',
    'waiting-for-browser',
  ]);
});

test('every code is pictured, except cancelled, which shows nothing', () => {
  const codes = new Set(allStates.map(({ state }) => viewFailure(state.view)?.code));
  expect(errorCodes.filter((code) => !codes.has(code))).toEqual(['cancelled']);
});
