import { expect, test, vi } from 'vitest';
import {
  followUpdates,
  type Installation,
  namesPublisher,
  reasonOfFailure,
  UpdateRefusal,
  updatesItself,
} from '../../../src-main/electron/updates.ts';
import type { EffectivePolicy, PolicyReader } from '../../../src-main/policy/effective-policy.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';

const uninstaller = 'C:\\Program Files\\Sonar\\Uninstall Sonar.exe';
const windows = {
  platform: 'win32',
  program: 'C:\\Program Files\\Sonar\\Sonar.exe',
} as const;
const linux = { platform: 'linux', exists: () => true } as const;

const installations: readonly (readonly [string, Installation, boolean])[] = [
  ['the setup program', { ...windows, exists: (path) => path === uninstaller }, true],
  ['the MSI', { ...windows, exists: () => false }, false],
  [
    'the DMG or PKG',
    {
      platform: 'darwin',
      program: '/Applications/Sonar.app/Contents/MacOS/Sonar',
      exists: () => false,
    },
    true,
  ],
  [
    'the AppImage, which nobody has signed',
    { ...linux, program: '/tmp/.mount_x/sonar-login' },
    false,
  ],
  ['the deb or rpm', { ...linux, program: '/opt/Sonar/sonar-login' }, false],
];

test.each(installations)(
  'S2-10: an app from %s updates itself: %3$s',
  (_name, installation, expected) => {
    expect(updatesItself(installation)).toBe(expected);
  },
);

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
  const updater = {
    check: async (channel: string) => void asked.push(channel),
    leave: () => undefined,
  };
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
  const updater = {
    check: async (channel: string) => Promise.reject(new Error(channel)),
    leave: () => undefined,
  };
  const stop = followUpdates(policy.reader, updater, (error) => failures.push(error));
  try {
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    policy.set('beta');
    await vi.waitFor(() => expect(failures).toHaveLength(2));
  } finally {
    stop();
  }
});

test('S2-10: what was fetched is not installed once policy names another channel or none, and is looked for anew', async () => {
  const policy = settablePolicy('beta');
  const done: string[] = [];
  const fetching = Promise.withResolvers<void>();
  const updater = {
    async check(channel: string) {
      done.push(channel);
      await fetching.promise;
    },
    leave: () => void done.push('left'),
  };
  const stop = followUpdates(policy.reader, updater, () => undefined);
  try {
    policy.set('off');
    policy.set('latest');
    expect(done).toEqual(['beta', 'left', 'left']);
    fetching.resolve();
    await vi.waitFor(() => expect(done).toEqual(['beta', 'left', 'left', 'latest']));
  } finally {
    stop();
  }
});

test.each([
  // As electron-builder writes it.
  [
    'provider: generic\nurl: https://x.test/\npublisherName:\n  - net2phone, Inc.\nchannel: latest\n',
    true,
  ],
  ['publisherName:\r\n- net2phone, Inc.\r\n', true],
  ['publisherName: net2phone, Inc.', true],
  ['publisherName: "CN=net2phone, Inc., O=net2phone"', true],
  ['', false],
  ['provider: generic\nurl: https://x.test/\n', false],
  ['publisherName:', false],
  ['publisherName:\nchannel: latest\n', false],
  ['publisherName: null', false],
  ['publisherName: ~', false],
  ["publisherName: ''", false],
  ['publisherName: []', false],
  ['publisherName:\n  - null', false],
  ['publisherName:\n  - ""', false],
  ['publisherName: # later\n', false],
  ['#publisherName: x', false],
  ['oldpublisherName: x', false],
])('S2-10: %j names who must have signed an update: %s', (configuration, expected) => {
  expect(namesPublisher(configuration)).toBe(expected);
});

test('S2-10: a signature that does not hold, and a refusal of ours, have words in the log; all else says nothing', () => {
  const unsigned = Object.assign(new Error('C:\\canary'), {
    code: 'ERR_UPDATER_INVALID_SIGNATURE',
  });
  expect(reasonOfFailure(unsigned)).toBe('signature not valid');
  expect(reasonOfFailure(new UpdateRefusal('no publisher named'))).toBe('no publisher named');
  expect(reasonOfFailure(new Error('canary'))).toBe(null);
  expect(reasonOfFailure('canary')).toBe(null);
});
