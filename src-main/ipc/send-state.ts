import { type LoginState, stateChangedChannel } from '../../preload/contract.ts';

/** What is used of the contents of a window to send to it (Electron's `WebContents`). */
export interface ReceiverLike {
  isDestroyed(): boolean;
  isCrashed(): boolean;
  send(channel: string, state: LoginState): void;
}

/** Pushes the state to the window. */
export interface StateSender {
  /** Asks for the newest state to be sent; many asks in one turn of the event loop send once. */
  push(): void;
  stop(): void;
}

/** Sends what `current` answers when the turn ends, to the window that lives then, or to nobody. */
export function createStateSender(
  current: () => LoginState,
  receiver: () => ReceiverLike | null,
): StateSender {
  let next: NodeJS.Immediate | null = null;
  return {
    push() {
      next ??= setImmediate(() => {
        next = null;
        const contents = receiver();
        if (contents === null || contents.isDestroyed() || contents.isCrashed()) return;
        contents.send(stateChangedChannel, current());
      });
    },
    stop() {
      if (next !== null) clearImmediate(next);
      next = null;
    },
  };
}
