import { sep } from 'node:path';
import { providers } from '../../preload/contract/providers.ts';
import { createEmitter } from '../common/emitter.ts';
import { definitions } from '../providers/all.ts';
import type { EffectivePolicy, PolicyReader } from './effective-policy.ts';
import { evaluatePolicy, type PolicyEntry } from './evaluate-policy.ts';
import type {
  LayerReading,
  PolicyLayer,
  PolicyReject,
  PolicySource,
  UnreadPlace,
} from './policy-layer.ts';

/** Everything that can be said about the policy in force. */
export interface PolicyReport {
  /** The places that were looked at, strongest first. */
  readonly places: readonly string[];
  readonly entries: readonly PolicyEntry[];
  readonly rejects: readonly PolicyReject[];
  /** What is set as it should be, and does less than one may expect. */
  readonly warnings: readonly PolicyWarning[];
}

/** A policy reader that can also be asked to look again, to explain itself, and to stop. */
export interface LivePolicyReader extends PolicyReader {
  /** Reads all places now; listeners hear of a change before it returns. */
  refresh(): void;
  report(): PolicyReport;
  close(): void;
}

/** An editor or a package manager writes in several steps; one look after the last of them is enough. */
const settleMs = 200;

/**
 * Reads `source` once at once and again with its news. Absent clears. A place that cannot be read, or must not be
 * believed, keeps what was last known of it; where nothing ever was, nobody knows what an administrator asks for, and
 * the policy says so (`unread`).
 */
export function createPolicyReader(source: PolicySource): LivePolicyReader {
  const changed = createEmitter<EffectivePolicy>();
  let known: readonly PolicyLayer[] = [];
  let ignoredPlaces: readonly PolicyReject[] = [];
  let settling: NodeJS.Timeout | null = null;
  let evaluation = look();

  function look(): ReturnType<typeof evaluatePolicy> {
    const readings = readAll(source);
    const readNow = new Set(
      readings.flatMap((one) => (one.status === 'read' ? one.layer.where : [])),
    );
    const unread: UnreadPlace[] = [];
    const ignored: PolicyReject[] = [];
    const layers = new Map<string, PolicyLayer>();
    for (const reading of readings) {
      if (reading.status === 'read') {
        layers.set(reading.layer.where, reading.layer);
        continue;
      }
      const { where, scope, reason } = reading;
      const isKept = known.some((layer) => layer.where === where);
      const within = known.filter((layer) => isWithin(layer.where, where));
      for (const layer of within) if (!readNow.has(layer.where)) layers.set(layer.where, layer);
      if (!isKept) unread.push({ where, scope });
      const effect = isKept ? { kept: true } : ({ kept: false, blocksSignIn: true } as const);
      ignored.push({ where, key: null, value: null, reason, ...effect });
    }
    known = [...layers.values()];
    ignoredPlaces = ignored;
    return evaluatePolicy(
      known,
      unread.length === 0 ? null : { kind: source.kind, places: unread },
    );
  }

  function refresh(): void {
    const before = JSON.stringify(evaluation.policy);
    evaluation = look();
    if (JSON.stringify(evaluation.policy) === before) return;
    changed.emit(evaluation.policy);
  }

  const stopWatching = source.watch(() => {
    if (settling !== null) clearTimeout(settling);
    settling = setTimeout(refresh, settleMs);
    settling.unref();
  });

  return {
    current: () => evaluation.policy,
    onChange: changed.listen,
    refresh,
    report: () => ({
      places: source.where,
      entries: evaluation.entries,
      rejects: [...ignoredPlaces, ...evaluation.rejects],
      warnings: findWarnings(evaluation.policy),
    }),
    close() {
      if (settling !== null) clearTimeout(settling);
      stopWatching();
      changed.clear();
    },
  };
}

/** A source that cannot be asked at all has failed in each of its places. */
function readAll(source: PolicySource): readonly LayerReading[] {
  try {
    return source.read();
  } catch {
    return source.where.map((where) => ({
      status: 'failed',
      where,
      scope: source.scopeOf(where),
      reason: 'unreadable',
    }));
  }
}

function isWithin(where: string, place: string): boolean {
  return where === place || where.startsWith(`${place}${sep}`);
}

/** Something that an administrator may take for more than it is, by a code that documentation uses, and in words. */
export interface PolicyWarning {
  readonly key: string;
  readonly code: string;
}

/** What each warning says to an administrator. */
export const warningWords: ReadonlyMap<string, string> = new Map(
  Object.values(definitions).flatMap(({ sharedComputerWarning: warning }) =>
    warning === null ? [] : [[warning.code, warning.words]],
  ),
);

/** The warnings about a policy in force; they ignore nothing and change no exit code. */
function findWarnings(policy: EffectivePolicy): readonly PolicyWarning[] {
  if (policy.keepSignedIn) return [];
  const allowed = providers.filter((provider) => policy.allowedProviders.includes(provider));
  return allowed.flatMap((provider) => {
    const warning = definitions[provider].sharedComputerWarning;
    return warning === null ? [] : [{ key: 'KeepSignedIn', code: warning.code }];
  });
}
