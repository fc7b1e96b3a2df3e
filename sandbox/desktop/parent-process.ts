const lookEveryMs = 200;

/**
 * Calls `listener` once when npm, which started this script, is gone. npm runs scripts through a shell and passes
 * signals on to that shell only, which dies of them and leaves us behind. Does not keep this process alive.
 */
export function onNpmGone(listener: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, lookEveryMs);
  timer.unref();
}
