/** One end of the bridge between the page and the preload's world. */
export interface WorldPeer {
  /** Makes `value` known to the other world under `name`. */
  expose(name: string, value: unknown): void;
  /** Calls `listener` for what the other world exposes. */
  onExposed(listener: (name: string, value: unknown) => void): void;
}

/**
 * Carries values over `channel`, an event target that both worlds hold and no script of the page can reach. Events are
 * delivered at once, so that calls answer as they do with Electron's `contextBridge`; data is cloned on the way by
 * the browser, functions and promises become stand-ins. The function stands by itself: its source text runs in the page.
 */
export function createWorldPeer(channel: EventTarget, here: string, there: string): WorldPeer {
  type Part =
    | { readonly kind: 'value'; readonly value: unknown }
    | { readonly kind: 'function' | 'promise'; readonly id: number }
    | { readonly kind: 'object'; readonly entries: readonly [string, Part][] }
    | { readonly kind: 'error'; readonly message: string };
  type Callable = (...args: readonly unknown[]) => unknown;
  interface Settle {
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: Error) => void;
  }

  let lastId = 0;
  const shared = new Map<number, Callable>();
  const answers = new Map<number, Part>();
  const waiting = new Map<number, Settle>();
  const listeners: ((name: string, value: unknown) => void)[] = [];
  // A stand-in that was collected frees the function it stood for.
  const standIns = new FinalizationRegistry<number>((id) => send('release', { id }));

  function send(type: string, detail: object): void {
    channel.dispatchEvent(new CustomEvent(`${here}:${type}`, { detail }));
  }

  function receive<Detail>(type: string, listener: (detail: Detail) => void): void {
    channel.addEventListener(`${there}:${type}`, (event) => {
      const { detail } = event as CustomEvent<Detail | null>;
      // Null: it could not be cloned. The caller finds no answer.
      if (detail !== null) listener(detail);
    });
  }

  function pack(value: unknown): Part {
    if (typeof value === 'function') {
      lastId += 1;
      shared.set(lastId, value as Callable);
      return { kind: 'function', id: lastId };
    }
    if (value instanceof Promise) {
      lastId += 1;
      const id = lastId;
      value.then(
        (result) => send('settle', { id, part: pack(result) }),
        (error) => send('settle', { id, part: packError(error) }),
      );
      return { kind: 'promise', id };
    }
    if (isPlain(value) && Object.values(value).some((item) => typeof item === 'function')) {
      return { kind: 'object', entries: Object.entries(value).map(([k, v]) => [k, pack(v)]) };
    }
    return { kind: 'value', value };
  }

  function packError(error: unknown): Part {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
  }

  function unpack(part: Part): unknown {
    switch (part.kind) {
      case 'value':
        return part.value;
      case 'function':
        return standIn(part.id);
      case 'promise':
        return new Promise((resolve, reject) => waiting.set(part.id, { resolve, reject }));
      case 'object':
        return Object.freeze(Object.fromEntries(part.entries.map(([k, v]) => [k, unpack(v)])));
      case 'error':
        throw new Error(part.message);
    }
  }

  function standIn(id: number): Callable {
    const call: Callable = (...args) => {
      lastId += 1;
      const callId = lastId;
      send('call', { callId, id, args: args.map(pack) });
      const answer = answers.get(callId);
      answers.delete(callId);
      if (answer === undefined) throw new Error('An object could not be cloned.');
      return unpack(answer);
    };
    standIns.register(call, id);
    return call;
  }

  function isPlain(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  receive<{ callId: number; id: number; args: Part[] }>('call', ({ callId, id, args }) => {
    let part: Part;
    try {
      part = pack(shared.get(id)?.(...args.map(unpack)));
    } catch (error) {
      part = packError(error);
    }
    send('answer', { callId, part });
  });
  receive<{ callId: number; part: Part }>('answer', ({ callId, part }) =>
    answers.set(callId, part),
  );
  receive<{ id: number; part: Part }>('settle', ({ id, part }) => {
    const promise = waiting.get(id);
    waiting.delete(id);
    try {
      promise?.resolve(unpack(part));
    } catch (error) {
      promise?.reject(error as Error);
    }
  });
  receive<{ id: number }>('release', ({ id }) => shared.delete(id));
  receive<{ name: string; part: Part }>('expose', ({ name, part }) => {
    const value = unpack(part);
    for (const listener of listeners) listener(name, value);
  });

  return {
    expose: (name, value) => send('expose', { name, part: pack(value) }),
    onExposed: (listener) => void listeners.push(listener),
  };
}
