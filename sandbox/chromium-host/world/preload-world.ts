import type { PageEvent, PageGlobals } from './page-globals.ts';
import type { ValueCodec } from './value-codec.ts';
import type { WorldPeer } from './world-peer.ts';

/** What the preload's world tells the host. */
export type WorldMessage =
  | {
      readonly type: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: string;
    }
  | { readonly type: 'accelerator'; readonly accelerator: string }
  | { readonly type: 'focus' | 'blur' | 'resize' };

/** What the host tells the preload's world. */
export type HostMessage =
  | { readonly type: 'answer'; readonly id: number; readonly ok: boolean; readonly value: string }
  | { readonly type: 'send'; readonly channel: string; readonly args: string }
  | { readonly type: 'accelerators'; readonly accelerators: readonly string[] };

/** What the script is given. */
export interface PreloadWorldParts {
  readonly createWorldPeer: (channel: EventTarget, here: string, there: string) => WorldPeer;
  readonly createValueCodec: () => ValueCodec;
  readonly handshake: string;
  /** Name of the binding to the host, which only this world has. */
  readonly binding: string;
  readonly runPreload: (require: (name: string) => unknown) => void;
}

/**
 * Runs in the isolated world before any script of the page: gives the preload its `electron`, and the host a way in
 * through `chromiumHostReceive` and `chromiumHostCopy`, which no other world sees. It stands by itself: its source text
 * runs in the page.
 */
export function installPreloadWorld(parts: PreloadWorldParts): void {
  const page = globalThis as unknown as PageGlobals;
  if (page.top !== page.self) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const tell = world[parts.binding] as (text: string) => void;
  const codec = parts.createValueCodec();
  type Listener = (event: object, ...args: readonly unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let accelerators: ReadonlySet<string> = new Set();
  let textToCopy: string | null = null;

  function send(message: WorldMessage): void {
    tell(JSON.stringify(message));
  }

  function receive(message: HostMessage): void {
    switch (message.type) {
      case 'answer': {
        const promise = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.ok) promise?.resolve(codec.decode(message.value));
        else promise?.reject(new Error(message.value));
        return;
      }
      case 'send': {
        const args = codec.decode(message.args) as unknown[];
        for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...args);
        return;
      }
      case 'accelerators':
        accelerators = new Set(message.accelerators);
    }
  }

  function acceleratorOf(event: PageEvent): string {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const modifiers = [
      event.ctrlKey ? 'Ctrl' : '',
      event.altKey ? 'Alt' : '',
      event.shiftKey ? 'Shift' : '',
      event.metaKey ? 'Meta' : '',
    ];
    return [...modifiers.filter(Boolean), digit ?? event.key.toUpperCase()].join('+');
  }

  function watchPage(): void {
    const first = { capture: true };
    page.addEventListener(
      'keydown',
      (event) => {
        const accelerator = acceleratorOf(event);
        if (!event.isTrusted || !accelerators.has(accelerator)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        send({ type: 'accelerator', accelerator });
      },
      first,
    );
    // Registered before any listener of the page, so that the page never sees what the app copies.
    page.addEventListener(
      'copy',
      (event) => {
        if (textToCopy === null) return;
        event.clipboardData.setData('text/plain', textToCopy);
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      first,
    );
    for (const type of ['focus', 'blur', 'resize'] as const) {
      page.addEventListener(type, (event) => event.isTrusted && send({ type }), first);
    }
  }

  function copy(text: string): boolean {
    textToCopy = text;
    try {
      return page.document.execCommand('copy');
    } finally {
      textToCopy = null;
    }
  }

  const channel = new EventTarget();
  page.dispatchEvent(new page.MouseEvent(parts.handshake, { relatedTarget: channel }));
  const peer = parts.createWorldPeer(channel, 'preload', 'page');
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => peer.expose(name, value),
    },
    ipcRenderer: {
      invoke(name: string, ...args: readonly unknown[]): Promise<unknown> {
        lastId += 1;
        const id = lastId;
        const promise = Promise.withResolvers<unknown>();
        try {
          const encoded = codec.encode(args);
          waiting.set(id, promise);
          send({ type: 'invoke', id, channel: name, args: encoded });
        } catch (error) {
          promise.reject(error);
        }
        return promise.promise;
      },
      on(name: string, listener: Listener): void {
        const known = listeners.get(name) ?? new Set();
        listeners.set(name, known.add(listener));
      },
      removeListener(name: string, listener: Listener): void {
        listeners.get(name)?.delete(listener);
      },
    },
  };
  world.chromiumHostReceive = (text: string) => receive(JSON.parse(text) as HostMessage);
  world.chromiumHostCopy = copy;
  watchPage();
  parts.runPreload((name) => {
    if (name === 'electron') return electron;
    throw new Error(`The preload cannot load ${name}.`);
  });
}
