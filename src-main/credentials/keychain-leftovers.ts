import {
  type AskKeychain,
  createKeychainConnection,
  type SpawnChild,
} from './keychain-connection.ts';
import { confirmOpen, readItem, removeItem } from './keychain-item.ts';
import type { KeychainTrouble } from './keychain-messages.ts';
import { partsPrefix } from './secret-parts.ts';

/** What came of a sweep. `trouble` null: everything that was looked for is gone, but for what was to stay. */
export interface Sweep {
  readonly trouble: KeychainTrouble | null;
  /** Items that belong to profiles of other folders, which are theirs; null: nobody could count. */
  readonly others: number | null;
}

/** What a sweep needs. */
export interface SweepOptions {
  readonly service: string;
  /** Absolute path of the built `keychain-process`. */
  readonly childModule: string;
  readonly spawnChild: SpawnChild;
  /** Profile ids whose items go. */
  readonly profileIds: readonly string[];
  /** Profile ids whose items stay and are not counted. */
  readonly spared: readonly string[];
  /** Items that stay all the same, by profile id and key; asked before anything is done to one, and again at the last moment. */
  readonly isNamed?: (profileId: string, key: string) => boolean;
  /** Hears each secret before it goes; false: it stays for another time. */
  readonly mayGo: (key: string, secret: string) => Promise<boolean>;
}

/** Nothing waits longer for the keychain, and a child that hangs ends with it. */
const lateAnswerMs = 5_000;

/**
 * Removes every item of some profiles from the keychain, whatever is known of them, and counts those of others. For
 * what the settings have forgotten: the keychain itself is asked what it holds.
 */
export async function sweepKeychain(options: SweepOptions): Promise<Sweep> {
  const connection = createKeychainConnection({
    service: options.service,
    childModule: options.childModule,
    spawnChild: options.spawnChild,
    lateAnswerMs,
    idleMs: lateAnswerMs,
    onChildLost: () => undefined,
  });
  try {
    return await sweep(connection.ask, options);
  } finally {
    connection.close();
  }
}

async function sweep(ask: AskKeychain, options: SweepOptions): Promise<Sweep> {
  const [anyId = 'none'] = [...options.profileIds, ...options.spared];
  // A locked keychain answers that it is empty.
  const closed = await confirmOpen(ask, `${anyId}/`);
  if (closed !== null) return { trouble: closed, others: null };
  const listed = await ask('list', '');
  if (!listed.ok) return { trouble: listed.code, others: null };
  const names = Array.isArray(listed.value) ? (listed.value as readonly string[]) : [];
  let trouble: KeychainTrouble | null = null;
  const found = names.filter((name) => isOf(name, options.profileIds));
  const kept = new Set<string>();
  for (const name of found.filter((name) => !isPart(name))) {
    const mayLeave = !isNamed(name, options) && (await mayGo(ask, name, options));
    if (mayLeave && !isNamed(name, options)) trouble = (await removeItem(ask, name)) ?? trouble;
    else kept.add(name);
  }
  // A part goes with its head, and one without a head goes by itself.
  for (const name of found.filter(isPart)) {
    if (kept.has(headOf(name)) || isNamed(headOf(name), options)) continue;
    const removed = await ask('delete', name);
    if (!removed.ok) trouble = removed.code;
  }
  const known = [...options.profileIds, ...options.spared];
  const others = names.filter((name) => !isPart(name) && !isOf(name, known));
  return { trouble, others: others.length };
}

function isPart(name: string): boolean {
  return name.includes(partsPrefix(''));
}

function headOf(part: string): string {
  return part.slice(0, part.indexOf(partsPrefix('')));
}

function isOf(name: string, profileIds: readonly string[]): boolean {
  return profileIds.some((id) => name.startsWith(`${id}/`));
}

function isNamed(name: string, options: SweepOptions): boolean {
  const [profileId = ''] = name.split('/');
  return options.isNamed?.(profileId, readKey(name)) ?? false;
}

async function mayGo(ask: AskKeychain, name: string, options: SweepOptions): Promise<boolean> {
  const item = await readItem(ask, name);
  if (item.kind !== 'found') return true;
  return options.mayGo(readKey(name), item.value);
}

/** The key that an item is named by; a name that none of ours has given is taken as it is. */
function readKey(name: string): string {
  const encoded = name.slice(name.indexOf('/') + 1);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
