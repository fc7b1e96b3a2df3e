import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

/** What is used of Electron's `ForkOptions`. */
export interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: 'ignore' | 'inherit' | 'pipe';
}

/** Electron's `UtilityProcess` as a child process of Node. */
export class HostUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(modulePath: string, args: readonly string[], { env, stdio }: ForkOptions) {
    super();
    const output = stdio ?? 'inherit';
    this.#child = fork(modulePath, args, {
      execArgv: ['--import', new URL('./parent-port.ts', import.meta.url).href],
      stdio: [output, output, output, 'ipc'],
      serialization: 'advanced',
      ...(env === undefined ? {} : { env }),
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    // One that could not be started ends, as far as the app is concerned.
    this.#child.on('error', () => this.#child.pid ?? this.emit('exit', 1));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object);
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

/** Electron's `utilityProcess`. */
export const hostUtilityProcess = {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) {
    return new HostUtilityProcess(modulePath, args, options);
  },
};
