const longestWaitS = 60;
/** How long before a sign-out the person is told, or half the time where that is less. */
const longestWarningS = 30;
/** How often the computer is asked while the countdown runs: a touch ends it. */
const countdownStepS = 1;

/** The countdown to the sign-out of a shared computer that nobody touches. */
export interface IdleCountdown {
  /** When everybody is signed out, milliseconds since 1970; null: nothing runs out. */
  get(): { readonly at: number } | null;
  /** Lets it run until then; one that runs already goes on. Null: ends it. */
  set(at: number | null): void;
  /** Somebody is there, and has said so: it ends, and the time begins anew. */
  stay(): void;
  /** When somebody last said so. */
  stayedAt(): number;
}

/** Makes a countdown that does not run. */
export function createIdleCountdown(now: () => number, onChange: () => void): IdleCountdown {
  let running: { readonly at: number } | null = null;
  let stayed = 0;
  function set(at: number | null): void {
    if ((running === null) === (at === null)) return;
    running = at === null ? null : { at };
    onChange();
  }
  return {
    get: () => running,
    set,
    stay() {
      stayed = now();
      set(null);
    },
    stayedAt: () => stayed,
  };
}

/** The warning before a sign-out. */
interface IdleWarning {
  readonly countdown: IdleCountdown;
  readonly now: () => number;
  /** Whether there is anybody to be warned. */
  readonly isWanted: () => boolean;
  /** The countdown has begun. */
  readonly onBegin: () => void;
}

/** After how long an untouched computer counts as left. */
interface IdleLimit {
  /** 0: never. */
  readonly minutes: () => number;
  /** Calls `listener` when that may have changed; answers the function that stops it. */
  readonly onChange: (listener: () => void) => () => void;
}

/**
 * Calls `onIdle` when nobody has touched the computer for as long as the limit says, and again each minute until somebody
 * does; with `warning`, lets the countdown run before. Looks when that can first be so, once a minute because the limit
 * may change, and each second of the countdown, because no system tells of a touch. Without a limit it rests until there
 * is one. Answers the function that stops it.
 */
export function watchIdle(
  idleSeconds: () => number,
  limit: IdleLimit,
  onIdle: () => void,
  warning: IdleWarning | null = null,
): () => void {
  let timer: NodeJS.Timeout | null = null;

  function readIdleSeconds(): number {
    if (warning === null) return idleSeconds();
    const sinceStay = Math.floor((warning.now() - warning.countdown.stayedAt()) / 1000);
    // A clock that was set back makes nobody stay longer.
    return sinceStay < 0 ? idleSeconds() : Math.min(idleSeconds(), sinceStay);
  }

  /** Lets the countdown run or ends it; answers how long before the end it has to begin. */
  function warn(limitS: number, idleS: number): number {
    if (warning === null) return 0;
    const { countdown, now, isWanted, onBegin } = warning;
    const warningS = Math.min(longestWarningS, limitS / 2);
    const isNear = limitS > 0 && idleS >= limitS - warningS && idleS < limitS;
    const wasRunning = countdown.get() !== null;
    countdown.set(isNear && isWanted() ? now() + (limitS - idleS) * 1000 : null);
    if (!wasRunning && countdown.get() !== null) onBegin();
    return warningS;
  }

  function look(): void {
    timer = null;
    const limitS = limit.minutes() * 60;
    const idleS = readIdleSeconds();
    const isIdle = limitS > 0 && idleS >= limitS;
    const warningS = warn(limitS, idleS);
    if (isIdle) onIdle();
    if (limitS > 0) lookIn(waitS(limitS, idleS, warningS));
  }

  function lookIn(seconds: number): void {
    timer = setTimeout(look, seconds * 1000);
    timer.unref();
  }

  function waitS(limitS: number, idleS: number, warningS: number): number {
    if (idleS >= limitS) return longestWaitS;
    const untilWarningS = limitS - warningS - idleS;
    if (untilWarningS <= 0) return warning === null ? limitS - idleS : countdownStepS;
    return Math.min(untilWarningS, longestWaitS);
  }

  look();
  const stopListening = limit.onChange(() => {
    if (timer === null && limit.minutes() > 0) lookIn(longestWaitS);
  });
  return () => {
    stopListening();
    if (timer !== null) clearTimeout(timer);
  };
}
