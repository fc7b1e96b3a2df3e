import { inspect } from 'node:util';

/** Tells listeners of news. */
interface Emitter<News> {
  emit(news: News): void;
  /** Calls `listener` with all news from now on; answers the function that stops it. */
  listen(listener: (news: News) => void): () => void;
  /** Forgets every listener. */
  clear(): void;
}

/** Makes an emitter without listeners. */
export function createEmitter<News = void>(): Emitter<News> {
  const listeners = new Set<(news: News) => void>();
  return {
    emit(news) {
      // A listener that is added while the others are told does not hear of this: it was not there when it happened.
      // Nor does one that another of them has stopped meanwhile.
      for (const listener of [...listeners]) if (listeners.has(listener)) listener(news);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}

/** Calls a function of somebody else's program; what it throws, at once or later, goes to `onThrown`. */
export async function callOther(
  call: () => unknown,
  onThrown: (thrown: unknown) => void,
): Promise<void> {
  try {
    await call();
  } catch (thrown) {
    onThrown(thrown);
  }
}

/** Tells what a function of somebody else's program has thrown as a warning of the process, with which Node prints it. */
export function warnOfThrown(thrown: unknown): void {
  process.emitWarning(thrown instanceof Error ? thrown : new Error(inspect(thrown)));
}

/**
 * A listener of somebody else's program: what it throws, or rejects with, stops neither the other listeners nor us, and
 * is told as a warning of the process.
 */
export function guardListener<News = void>(
  listener: (news: News) => unknown,
): (news: News) => void {
  return (news) => void callOther(() => listener(news), warnOfThrown);
}

/** Tells listeners that something changed, once per turn of the event loop however much did. */
interface ChangeHub {
  notify(): void;
  /** Answers the function that stops it. */
  listen(listener: () => void): () => void;
}

/** Makes a hub without listeners. */
export function createChangeHub(): ChangeHub {
  const changed = createEmitter();
  let isScheduled = false;
  return {
    notify() {
      if (isScheduled) return;
      isScheduled = true;
      queueMicrotask(() => {
        isScheduled = false;
        changed.emit();
      });
    },
    listen: changed.listen,
  };
}
