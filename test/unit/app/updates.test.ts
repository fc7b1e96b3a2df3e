import { expect, test, vi } from 'vitest';
import { followUpdates, type Installation, updatesItself } from '../../../src-main/app/updates.ts';
import type { EffectivePolicy, PolicyReader } from '../../../src-main/policy/effective-policy.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';

const uninstaller = 'C:\\Program Files\\Sonar\\Uninstall Sonar.exe';
const windows = {
  platform: 'win32',
  program: 'C:\\Program Files\\Sonar\\Sonar.exe',
  env: {},
} as const;
const linux = { platform: 'linux', exists: () => false } as const;

const installations: readonly (readonly [string, Installation, boolean])[] = [
  ['the setup program', { ...windows, exists: (path) => path === uninstaller }, true],
  ['the MSI', { ...windows, exists: () => false }, false],
  [
    'the DMG or PKG',
    {
      ...linux,
      platform: 'darwin',
      program: '/Applications/Sonar.app/Contents/MacOS/Sonar',
      env: {},
    },
    true,
  ],
  [
    'the AppImage',
    { ...linux, program: '/tmp/.mount_x/sonar-login', env: { APPIMAGE: '/home/a/Sonar.AppImage' } },
    true,
  ],
  ['the deb or rpm', { ...linux, program: '/opt/Sonar/sonar-login', env: {} }, false],
  [
    'the deb, started from an AppImage',
    { ...linux, program: '/opt/Sonar/sonar-login', env: { APPIMAGE: '/x' } },
    false,
  ],
];

test.each(installations)('an app from %s updates itself: %3$s', (_name, installation, expected) => {
  expect(updatesItself(installation)).toBe(expected);
});

/** A policy whose channel the test sets. */
function settablePolicy(initial: EffectivePolicy['updateChannel']) {
  let policy: EffectivePolicy = { ...builtInPolicy, updateChannel: initial };
  const listeners = new Set<(policy: EffectivePolicy) => void>();
  const reader: PolicyReader = {
    current: () => policy,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    reader,
    set(updateChannel: EffectivePolicy['updateChannel']) {
      policy = { ...policy, updateChannel };
      for (const listener of listeners) listener(policy);
    },
  };
}

test('the channel of the policy is asked, a new one at once, and none while it is off', async () => {
  const policy = settablePolicy('off');
  const asked: string[] = [];
  const updater = { check: async (channel: string) => void asked.push(channel) };
  const stop = followUpdates(policy.reader, updater, () => undefined);
  try {
    expect(asked).toEqual([]);
    policy.set('beta');
    await vi.waitFor(() => expect(asked).toEqual(['beta']));
    policy.set('off');
    policy.set('off');
    await Promise.resolve();
    expect(asked).toEqual(['beta']);
  } finally {
    stop();
  }
  policy.set('latest');
  expect(asked).toEqual(['beta']);
});

test('a look that fails is told and does not stop the next one', async () => {
  const policy = settablePolicy('latest');
  const failures: unknown[] = [];
  const updater = { check: async (channel: string) => Promise.reject(new Error(channel)) };
  const stop = followUpdates(policy.reader, updater, (error) => failures.push(error));
  try {
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    policy.set('beta');
    await vi.waitFor(() => expect(failures).toHaveLength(2));
  } finally {
    stop();
  }
});
