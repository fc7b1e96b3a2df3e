/** What in the code of the app was not caught. */
type Fault = 'unhandled-rejection' | 'uncaught-exception';

/** What is used of Node's `process`. */
interface FaultSource {
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
  on(event: 'uncaughtExceptionMonitor', listener: () => void): unknown;
}

/**
 * Has each fault noted that no code has caught, by its kind: its text may hold a secret, so that an installed app keeps
 * it to itself (`tellDeveloper` null). The app goes on after a rejection that nobody handles, as Electron has it;
 * what becomes of an exception is left to the owner of the process, which may be a softphone.
 */
export function noteFaults(
  source: FaultSource,
  actions: {
    readonly note: (fault: Fault) => void;
    readonly tellDeveloper: ((reason: unknown) => void) | null;
  },
): void {
  source.on('unhandledRejection', (reason) => {
    actions.note('unhandled-rejection');
    actions.tellDeveloper?.(reason);
  });
  source.on('uncaughtExceptionMonitor', () => actions.note('uncaught-exception'));
}

/** A fault in words: in full to a developer; an installed app tells no more than what kind of fault it is. */
export function describeFault(error: unknown, { isPackaged }: { isPackaged: boolean }): string {
  if (!(error instanceof Error)) return 'unknown fault';
  return isPackaged ? `${error.name}.` : (error.stack ?? error.name);
}
