import { partsPrefix } from './item-name.ts';
import {
  type AskKeychain,
  createKeychainConnection,
  type SpawnChild,
} from './keychain-connection.ts';
import { confirmOpen, readItem, removeItem } from './keychain-item.ts';
import type { KeychainTrouble } from './keychain-messages.ts';

/** What came of a sweep. `trouble` null: everything that was looked for is gone. */
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
  /** Hears each secret of `keyPrefix` before it goes; a promise that rejects keeps nothing. */
  readonly onSecret: (key: string, secret: string) => Promise<void>;
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
  for (const name of names.filter((name) => isOf(name, options.profileIds))) {
    trouble = (await removeNamed(ask, name, options)) ?? trouble;
  }
  const known = [...options.profileIds, ...options.spared];
  const others = names.filter((name) => !name.includes('#') && !isOf(name, known));
  return { trouble, others: others.length };
}

function isOf(name: string, profileIds: readonly string[]): boolean {
  return profileIds.some((id) => name.startsWith(`${id}/`));
}

async function removeNamed(
  ask: AskKeychain,
  name: string,
  options: SweepOptions,
): Promise<KeychainTrouble | null> {
  if (name.includes(partsPrefix(''))) {
    // A part goes with its head; one without a head goes by itself.
    const removed = await ask('delete', name);
    return removed.ok ? null : removed.code;
  }
  const item = await readItem(ask, name);
  if (item.kind === 'found') {
    const key = decodeURIComponent(name.slice(name.indexOf('/') + 1));
    await options.onSecret(key, item.value).catch(() => undefined);
  }
  return removeItem(ask, name);
}
