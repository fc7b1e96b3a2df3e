import type { ChildPort } from './keychain-child.ts';
import type { SpawnChild } from './keychain-connection.ts';

/** What is used of Electron's `UtilityProcess`. */
export interface UtilityProcessLike {
  readonly pid?: number | undefined;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'spawn', listener: () => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  kill(): boolean;
}

/** Makes a `SpawnChild` of Electron's `utilityProcess.fork`, which comes as an argument. */
export function createUtilityChildSpawner(
  fork: (modulePath: string) => UtilityProcessLike,
): SpawnChild {
  return (modulePath): ChildPort => {
    const child = fork(modulePath);
    return {
      postMessage: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onSpawn: (listener) => void child.on('spawn', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill() {
        const { pid } = child;
        child.kill();
        // `kill` asks politely, which a thread inside the system's keychain does not hear.
        if (pid !== undefined) killNow(pid);
      },
    };
  };
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
