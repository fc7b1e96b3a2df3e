import { fork } from 'node:child_process';
import type { ChildPort } from '../../src-main/credentials/keychain-child.ts';
import type { SpawnChild } from '../../src-main/credentials/keychain-connection.ts';

/** Starts the keychain's child process under plain Node, with `env` on top of this process's own. */
export function createForkSpawner(
  env: Readonly<Record<string, string>>,
  onSpawn: (pid: number) => void = () => undefined,
): SpawnChild {
  return (modulePath): ChildPort => {
    const child = fork(modulePath, [], {
      execArgv: [],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    onSpawn(child.pid ?? 0);
    return {
      // A message to a child that has just ended is lost; its exit tells.
      postMessage: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onSpawn: (listener) => void child.on('spawn', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
