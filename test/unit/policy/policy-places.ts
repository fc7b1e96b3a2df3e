import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'plist';
import { createLinuxPolicySource } from '../../../src-main/policy/linux-policy-source.ts';
import { createMacosPolicySource } from '../../../src-main/policy/macos-policy-source.ts';
import type { PolicyLevel, PolicyScope } from '../../../src-main/policy/policy-definition.ts';
import type { PolicySource } from '../../../src-main/policy/policy-layer.ts';
import {
  createWindowsPolicySource,
  type RegistryHive,
  type RegistryReader,
} from '../../../src-main/policy/windows-policy-source.ts';

/** The user that runs the tests stands where root stands on a real computer. */
export const ownUid = process.getuid?.() ?? 0;

type Values = Readonly<Record<string, unknown>>;

/** One place where an administrator can put values, on its operating system. */
export interface PolicyPlace {
  readonly name: string;
  readonly scope: PolicyScope;
  /** Puts values at one level and answers a source that sees them. */
  write(directory: string, level: PolicyLevel, values: Values): PolicySource;
}

/** Runs `body` with a directory of its own and removes it. */
export async function withDirectory(body: (directory: string) => void | Promise<void>) {
  const directory = mkdtempSync(join(tmpdir(), 'sonar-policy-'));
  try {
    await body(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Writes a file as an administrator would: owned by the trusted user, writable by nobody else. */
export function writeAdministratorFile(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  writeFileSync(path, content, { mode: 0o644 });
}

/** A registry in memory, in place of the one that only Windows has. */
export function createFakeRegistry(
  keys: Readonly<Partial<Record<`${RegistryHive}\\${string}`, Values>>>,
): RegistryReader {
  return { readValues: (hive, path) => keys[`${hive}\\${path}`] ?? null };
}

/** The source of Linux over a directory. */
export function linuxSource(directory: string): PolicySource {
  return createLinuxPolicySource({ directory, trustedUid: ownUid });
}

/** The source of macOS over a directory, for a person called ana. */
export function macosSource(directory: string): PolicySource {
  return createMacosPolicySource({ directory, userName: 'ana', trustedUid: ownUid });
}

/** A property list as device management leaves it: binary, made by a tool other than the one that reads it. */
export function binaryPropertyList(values: Values): Buffer {
  return execFileSync('plistutil', ['-i', '-', '-o', '-', '-f', 'bin'], {
    input: build(values as never),
  });
}

function withLevel(level: PolicyLevel, values: Values): Values {
  return level === 'enforced' ? values : { Defaults: values };
}

function macosPlace(scope: PolicyScope, path: string): PolicyPlace {
  return {
    name: `macOS managed preferences of the ${scope}`,
    scope,
    write(directory, level, values) {
      writeAdministratorFile(join(directory, path), binaryPropertyList(withLevel(level, values)));
      return macosSource(directory);
    },
  };
}

function windowsPlace(scope: PolicyScope, hive: RegistryHive): PolicyPlace {
  const toRegistry = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);
  return {
    name: `Windows ${hive}`,
    scope,
    write(_directory, level, values) {
      const path = `Software\\Policies\\net2phone\\Sonar Login${level === 'default' ? '\\Defaults' : ''}`;
      const stored = Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, toRegistry(value)]),
      );
      return createWindowsPolicySource({
        registry: createFakeRegistry({ [`${hive}\\${path}`]: stored }),
        onSystemNews: () => () => undefined,
      });
    },
  };
}

/** Every place of every operating system. */
export const policyPlacesOfSystems: readonly PolicyPlace[] = [
  {
    name: 'Linux policy files',
    scope: 'machine',
    write(directory, level, values) {
      const content = JSON.stringify(withLevel(level, values));
      writeAdministratorFile(join(directory, '50-office.json'), content);
      return linuxSource(directory);
    },
  },
  macosPlace('machine', 'com.net2phone.sonar.login.plist'),
  macosPlace('user', 'ana/com.net2phone.sonar.login.plist'),
  windowsPlace('machine', 'HKLM'),
  windowsPlace('user', 'HKCU'),
];
