import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { LayerReading, PolicySource } from '../../../src-main/policy/policy-layer.ts';
import {
  createPolicyReader,
  type LivePolicyReader,
} from '../../../src-main/policy/policy-reader.ts';
import { createWindowsPolicySource } from '../../../src-main/policy/windows-policy-source.ts';
import {
  binaryPropertyList,
  linuxSource,
  macosSource,
  withDirectory,
  writeAdministratorFile,
} from './policy-places.ts';

const generousMs = 30_000;

/** Waits until the reader, by itself, has seen the value. */
async function untilHours(reader: LivePolicyReader, hours: number): Promise<void> {
  await vi.waitFor(() => expect(reader.current().reverifyHours).toBe(hours), generousMs);
}

/** A source in memory that says what the test wants it to say. */
function scriptedSource(read: () => readonly LayerReading[]): PolicySource & { news(): void } {
  let listener: () => void = () => undefined;
  return {
    kind: 'file',
    where: ['place'],
    scopeOf: () => 'machine',
    read,
    watch: (onNews) => {
      listener = onNews;
      return () => undefined;
    },
    news: () => listener(),
  };
}

function reading(hours: number): LayerReading {
  const values = { enforced: { ReverifyHours: hours }, default: {} };
  return { status: 'read', layer: { where: 'place', scope: 'machine', values } };
}

test('on Linux a policy that appears, changes and goes takes effect while the app runs', async () => {
  await withDirectory(async (parent) => {
    const directory = join(parent, 'sonar-login', 'policies');
    const reader = createPolicyReader(linuxSource(directory));
    const heard: number[] = [];
    reader.onChange((policy) => heard.push(policy.reverifyHours));
    try {
      writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
      await untilHours(reader, 4);
      writeAdministratorFile(join(directory, 'b.json.new'), '{"ReverifyHours":6}');
      renameSync(join(directory, 'b.json.new'), join(directory, 'b.json'));
      await untilHours(reader, 6);
      rmSync(join(parent, 'sonar-login'), { recursive: true });
      await untilHours(reader, 12);
      writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":8}');
      await untilHours(reader, 8);
      // A removal may be seen half done, so only the last word is certain.
      expect(heard.at(-1)).toBe(8);
      expect(new Set(heard)).toEqual(new Set([4, 6, 12, 8]));
    } finally {
      reader.close();
    }
  });
}, 120_000);

test('on macOS a profile that is installed and removed takes effect while the app runs', async () => {
  await withDirectory(async (directory) => {
    const path = join(directory, 'ana', 'com.net2phone.sonar.login.plist');
    const reader = createPolicyReader(macosSource(directory));
    try {
      mkdirSync(join(directory, 'ana'));
      writeAdministratorFile(path, binaryPropertyList({ ReverifyHours: 4 }));
      await untilHours(reader, 4);
      rmSync(path);
      await untilHours(reader, 12);
    } finally {
      reader.close();
    }
  });
}, 120_000);

test('on Windows the registry is read again when the system tells of a change', async () => {
  let values: Record<string, unknown> = { ReverifyHours: 4 };
  let tell: () => void = () => undefined;
  const reader = createPolicyReader(
    createWindowsPolicySource({
      registry: {
        readValues: (hive, path) => (hive === 'HKLM' && !path.endsWith('Defaults') ? values : null),
      },
      onSystemNews: (listener) => {
        tell = listener;
        return () => undefined;
      },
    }),
  );
  try {
    expect(reader.current().reverifyHours).toBe(4);
    values = { reverifyhours: 6 };
    tell();
    await untilHours(reader, 6);
  } finally {
    reader.close();
  }
});

test('a failed read keeps the last known values and the report says so', () => {
  let next: LayerReading = reading(4);
  const reader = createPolicyReader(scriptedSource(() => [next]));
  next = { status: 'failed', where: 'place', scope: 'machine', reason: 'unreadable' };
  reader.refresh();
  expect(reader.current().reverifyHours).toBe(4);
  expect(reader.report().rejects).toMatchObject([{ reason: 'unreadable', kept: true }]);
});

test('a system that cannot be asked at all keeps the last known values', () => {
  let fails = false;
  const reader = createPolicyReader(
    scriptedSource(() => {
      if (fails) throw new Error('no registry today');
      return [reading(4)];
    }),
  );
  fails = true;
  reader.refresh();
  expect(reader.current().reverifyHours).toBe(4);
  expect(reader.report().rejects).toMatchObject([{ where: 'place', reason: 'unreadable' }]);
});

test('S2-03: a place that must not be believed any more keeps its values, one that is gone has none', () => {
  const answers: (readonly LayerReading[])[] = [
    [reading(4)],
    [{ status: 'refused', where: 'place', scope: 'machine', reason: 'writable-by-others' }],
    [reading(5)],
    [],
  ];
  const reader = createPolicyReader(scriptedSource(() => answers.shift() ?? []));
  const seen = [4, 4, 5, 12].map((_, index) => {
    if (index > 0) reader.refresh();
    expect(reader.current().unread).toBe(null);
    return reader.current().reverifyHours;
  });
  expect(seen).toEqual([4, 4, 5, 12]);
});

test('S2-03: whatever becomes of a Linux directory while the app runs, what is known of its files stays', async () => {
  await withDirectory((directory) => {
    const file = join(directory, 'a.json');
    writeAdministratorFile(file, '{"ReverifyHours":4}');
    const reader = createPolicyReader(linuxSource(directory));
    const damages: readonly (() => void)[] = [
      () => chmodSync(directory, 0o777),
      () => chmodSync(directory, 0o755),
      () => chmodSync(file, 0o666),
      () => chmodSync(file, 0o644),
      () => writeAdministratorFile(file, '{"ReverifyHours":4,}'),
      () => {
        for (let index = 100; index <= 200; index += 1)
          writeAdministratorFile(join(directory, `${index}.json`), '{}');
      },
    ];
    for (const damage of damages) {
      damage();
      reader.refresh();
      expect(reader.current()).toMatchObject({ reverifyHours: 4, unread: null });
      expect(reader.report().rejects.every(({ kept }) => kept)).toBe(true);
    }
    reader.close();
  });
});

test('S2-03: a file that comes while the app runs and cannot be read blocks, until it can be', async () => {
  await withDirectory((directory) => {
    writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
    const reader = createPolicyReader(linuxSource(directory));
    writeAdministratorFile(join(directory, 'b.json'), '{"IdleMinutes":');
    reader.refresh();
    expect(reader.current()).toMatchObject({ reverifyHours: 4, unread: { isMachine: true } });
    writeAdministratorFile(join(directory, 'b.json'), '{"IdleMinutes":2}');
    reader.refresh();
    expect(reader.current()).toMatchObject({ idleMinutes: 2, unread: null });
    reader.close();
  });
});

test('listeners hear of changes only, and not after they stopped', () => {
  let next = reading(4);
  const reader = createPolicyReader(scriptedSource(() => [next]));
  const heard: number[] = [];
  const stop = reader.onChange((policy) => heard.push(policy.reverifyHours));
  reader.refresh();
  next = reading(6);
  reader.refresh();
  stop();
  next = reading(8);
  reader.refresh();
  expect(heard).toEqual([6]);
  expect(builtInPolicy.reverifyHours).toBe(12);
});
