/**
 * Calls `onIdle` once nobody has touched the computer for `idleMinutes` (0: never), again after each return. Sleeps
 * until the earliest moment at which that can be so. Answers the function that stops it.
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
    // Without a limit, or once it was reached, a whole limit has to pass before it can be reached again.
    const waitS = limitS === 0 || isIdle ? Math.max(limitS, 60) : limitS - idleS;
    timer = setTimeout(look, waitS * 1000);
    timer.unref();
  }
  look();
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
