import { EventEmitter } from 'node:events';

type Handler = (event: object, ...args: readonly unknown[]) => unknown;

/** Electron's `ipcMain`: handlers of calls that are answered. Messages without an answer do not exist here. */
export class HostIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler of `channel`; rejects with the words that Electron's renderer gets. */
  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    try {
      const handler = this.#handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return await handler(event, ...args);
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    }
  }
}
