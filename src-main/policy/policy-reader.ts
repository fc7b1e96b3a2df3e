import type { EffectivePolicy, PolicyReader } from './effective-policy.ts';
import { evaluatePolicy, type PolicyEntry } from './evaluate-policy.ts';
import type { PolicyLayer, PolicyReject, PolicySource } from './policy-layer.ts';

/** Everything that can be said about the policy in force. */
export interface PolicyReport {
  /** The places that were looked at, strongest first. */
  readonly places: readonly string[];
  readonly entries: readonly PolicyEntry[];
  readonly rejects: readonly PolicyReject[];
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
 * Reads `source` once at once and again with its news. Absent clears, refused clears, a failed read keeps what was last
 * known of that place.
 */
export function createPolicyReader(source: PolicySource): LivePolicyReader {
  const listeners = new Set<(policy: EffectivePolicy) => void>();
  let known: readonly PolicyLayer[] = [];
  let ignoredPlaces: readonly PolicyReject[] = [];
  let settling: NodeJS.Timeout | null = null;
  look();
  let evaluation = evaluatePolicy(known);

  function look(): void {
    try {
      const readings = source.read();
      const lastKnown = new Map(known.map((layer) => [layer.where, layer]));
      known = readings.flatMap((reading) => {
        if (reading.status === 'read') return [reading.layer];
        const kept = reading.status === 'failed' ? lastKnown.get(reading.where) : undefined;
        return kept === undefined ? [] : [kept];
      });
      ignoredPlaces = readings.flatMap((reading) =>
        reading.status === 'read'
          ? []
          : [
              ignored(
                reading.where,
                reading.reason,
                known.some((l) => l.where === reading.where),
              ),
            ],
      );
    } catch {
      ignoredPlaces = source.where.map((where) => ignored(where, 'unreadable', known.length > 0));
    }
  }

  function refresh(): void {
    const before = JSON.stringify(evaluation.policy);
    look();
    evaluation = evaluatePolicy(known);
    if (JSON.stringify(evaluation.policy) === before) return;
    for (const listener of [...listeners]) listener(evaluation.policy);
  }

  const stopWatching = source.watch(() => {
    if (settling !== null) clearTimeout(settling);
    settling = setTimeout(refresh, settleMs);
    settling.unref();
  });

  return {
    current: () => evaluation.policy,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refresh,
    report: () => ({
      places: source.where,
      entries: evaluation.entries,
      rejects: [...ignoredPlaces, ...evaluation.rejects],
    }),
    close() {
      if (settling !== null) clearTimeout(settling);
      stopWatching();
      listeners.clear();
    },
  };
}

function ignored(where: string, reason: PolicyReject['reason'], kept: boolean): PolicyReject {
  return { where, key: null, value: null, reason, kept };
}
