import { useCallback, useMemo, useRef, useState } from 'react';
import type { Failure, Result } from '../../../preload/contract.ts';

/** What the person changes on a page: which changes are under way, and the last one that was refused, each named by a key. */
export interface Changes {
  readonly isBusy: (key: string) => boolean;
  readonly failureAt: (key: string) => Failure | null;
  /** Runs a change; ends with its failure, or null when it is done. One change per key at a time. */
  readonly run: (key: string, change: () => Promise<Result<unknown>>) => Promise<Failure | null>;
  readonly dismiss: () => void;
}

/** Keeps track of a page's changes. */
export function useChanges(): Changes {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<{ key: string; failure: Failure } | null>(null);
  const running = useRef(new Set<string>());
  const run = useCallback<Changes['run']>(async (key, change) => {
    if (running.current.has(key)) return null;
    running.current.add(key);
    setBusy(new Set(running.current));
    setFailed(null);
    const result = await change();
    running.current.delete(key);
    setBusy(new Set(running.current));
    if (result.ok) return null;
    setFailed({ key, failure: result.failure });
    return result.failure;
  }, []);
  return useMemo(
    () => ({
      isBusy: (key) => busy.has(key),
      failureAt: (key) => (failed?.key === key ? failed.failure : null),
      run,
      dismiss: () => setFailed(null),
    }),
    [busy, failed, run],
  );
}
