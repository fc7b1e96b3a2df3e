/** Makes an action of which, for one key, only one runs at a time: whoever asks meanwhile gets the same result. */
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
