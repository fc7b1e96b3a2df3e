import { expect, test } from 'vitest';
import { needsOf } from '../../../build/setup/task-needs.mjs';

test('the sandbox and the checks need no system package and no keytar', () => {
  for (const hook of ['presandbox', 'precheck']) {
    expect(needsOf(hook)).toMatchObject({ groups: [], keytar: false });
  }
});

test('start needs nothing that only packaging or tests need', () => {
  for (const group of ['packaging', 'tests']) {
    expect(needsOf('prestart').groups).not.toContain(group);
  }
});

test('what runs outside npm, or is not known, gets everything', () => {
  const { groups, keytar } = needsOf('pretest');
  expect(needsOf(undefined)).toMatchObject({ groups, keytar });
  expect(needsOf('presomething')).toMatchObject({ groups, keytar });
});
