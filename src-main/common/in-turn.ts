/** Runs tasks of one key one after the other, tasks of different keys side by side. */
type KeyQueue = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** Makes a queue; a task that rejects does not stop the next one. */
export function createKeyQueue(): KeyQueue {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const run = before.then(task, task);
    const settled = run.catch(() => undefined);
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return run;
  };
}

/** Makes an action of which, for one key, only one runs at a time: those who ask meanwhile get the same result. */
export function singleFlight<T>(action: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key) => {
    const current = running.get(key);
    if (current !== undefined) return current;
    const started = action(key).finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
