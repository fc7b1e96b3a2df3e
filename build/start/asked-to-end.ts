import { onNpmGone } from '../../services/desktop/child-process.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when this program is asked to end, by a signal or by the end of the npm that started it. */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    onNpmGone(resolve);
  });
}
