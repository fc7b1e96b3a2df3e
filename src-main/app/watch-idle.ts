const longestWaitS = 60;

/**
 * Calls `onIdle` when nobody has touched the computer for `idleMinutes` (0: never), and again each minute until somebody
 * does. Looks when that can first be so, and once a minute because the limit may change. Answers the function that
 * stops it.
 */
export function watchIdle(
  idleSeconds: () => number,
  getIdleMinutes: () => number,
  onIdle: () => void,
): () => void {
  let timer: NodeJS.Timeout | null = null;
  function look(): void {
    const limitS = getIdleMinutes() * 60;
    const idleS = idleSeconds();
    const isIdle = limitS > 0 && idleS >= limitS;
    if (isIdle) onIdle();
    const waitS = limitS === 0 || isIdle ? longestWaitS : Math.min(limitS - idleS, longestWaitS);
    timer = setTimeout(look, waitS * 1000);
    timer.unref();
  }
  look();
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
