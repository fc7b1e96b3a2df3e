/** Tells listeners that something changed, once per turn of the event loop however much did. */
export interface ChangeHub {
  notify(): void;
  /** Answers the function that stops it. */
  listen(listener: () => void): () => void;
}

/** Makes a hub without listeners. */
export function createChangeHub(): ChangeHub {
  const listeners = new Set<() => void>();
  let isScheduled = false;
  return {
    notify() {
      if (isScheduled) return;
      isScheduled = true;
      queueMicrotask(() => {
        isScheduled = false;
        for (const listener of [...listeners]) listener();
      });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
