/**
 * What `work` answers, or what `tooLate` answers or throws once that took longer than `limitMs`. The work goes on, and
 * nobody hears of it any more.
 */
export async function within<T>(
  limitMs: number,
  work: Promise<T>,
  tooLate: () => T | Promise<T>,
): Promise<T> {
  const limit = Promise.withResolvers<void>();
  const timer = setTimeout(limit.resolve, limitMs);
  try {
    return await Promise.race([work, limit.promise.then(tooLate)]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What `work` answers; rejects with the reason of `signal` as soon as that is aborted, for work that does not listen to
 * it itself.
 */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
