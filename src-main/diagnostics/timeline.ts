/** One step of a sign-in, as the support bundle shows it. */
export interface TimelineStep {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly attempt: string;
  readonly provider: string | null;
  readonly step: string;
  readonly code: string | null;
  readonly correlationId: string | null;
  readonly providerErrorNumber: string | null;
}

/** The latest steps, in memory. */
export interface Timeline {
  add(step: TimelineStep): void;
  /** Oldest first. */
  list(): readonly TimelineStep[];
}

/** Keeps the latest `size` steps. */
export function createTimeline(size = 200): Timeline {
  let steps: readonly TimelineStep[] = [];
  return {
    add(step) {
      steps = [...steps, step].slice(-size);
    },
    list: () => steps,
  };
}
