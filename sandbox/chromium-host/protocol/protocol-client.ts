import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';
import type { MessagePipe } from './message-pipe.ts';

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;

/** One session of the DevTools protocol: with the browser, or with one page of it. */
export interface ProtocolSession {
  /** Sends a command; rejects with what Chromium answers, or when it ended. */
  send<Method extends keyof Commands>(
    method: Method,
    ...params: Commands[Method]['paramsType']
  ): Promise<Commands[Method]['returnType']>;
  on<Event extends keyof Events>(event: Event, listener: (...params: Events[Event]) => void): void;
}

/** The browser's session, and through it those of its pages. */
export interface ProtocolClient extends ProtocolSession {
  session(sessionId: string): ProtocolSession;
  onClose(listener: () => void): void;
}

/** A command that Chromium can no longer answer. */
export class ChromiumEnded extends Error {
  override readonly name = 'ChromiumEnded';

  constructor(method: string) {
    super(`${method}: Chromium has ended`);
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
}

/** Speaks the DevTools protocol (flat sessions) over a pipe. */
export function createProtocolClient(pipe: MessagePipe): ProtocolClient {
  let lastId = 0;
  let isClosed = false;
  const waiting = new Map<number, PromiseWithResolvers<unknown> & { readonly method: string }>();
  const listeners = new Map<string, ((params: unknown) => void)[]>();

  pipe.onMessage((message) => {
    const { id, result, error, method, params, sessionId } = message as Answer;
    if (id === undefined) {
      for (const listener of listeners.get(`${sessionId ?? ''} ${method}`) ?? []) listener(params);
      return;
    }
    const command = waiting.get(id);
    waiting.delete(id);
    if (error) command?.reject(new Error(`${command.method}: ${error.message}`));
    else command?.resolve(result);
  });
  pipe.onClose(() => {
    isClosed = true;
    for (const { reject, method } of waiting.values()) reject(new ChromiumEnded(method));
    waiting.clear();
  });

  function send(sessionId: string | undefined, method: string, params: unknown): Promise<unknown> {
    if (isClosed) return Promise.reject(new ChromiumEnded(method));
    lastId += 1;
    const command = { ...Promise.withResolvers<unknown>(), method };
    waiting.set(lastId, command);
    pipe.write({ id: lastId, method, params: params ?? {}, sessionId });
    return command.promise;
  }

  function createSession(sessionId: string | undefined): ProtocolSession {
    return {
      send: (method, ...params) => send(sessionId, method, params[0]) as never,
      on(event, listener) {
        const key = `${sessionId ?? ''} ${event}`;
        const known = listeners.get(key) ?? [];
        listeners.set(key, [...known, listener as (params: unknown) => void]);
      },
    };
  }

  return { ...createSession(undefined), session: createSession, onClose: pipe.onClose };
}
