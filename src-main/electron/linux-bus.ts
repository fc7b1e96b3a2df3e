import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type { DBusConnection, Message } from 'dbus-native';
import { within } from '../common/within.ts';
import type { Environment } from '../start/own-environment.ts';
import { dropHugeMessages, mostMessageBytes } from './huge-messages.ts';

/** Where a call goes. */
export interface BusObject {
  /** The well-known name of the program that answers. */
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

/** A call of a method. */
export interface BusCall extends BusObject {
  readonly member: string;
  /** The types of `values`; left out where there are none. A variant is a pair of its type and its value. */
  readonly signature?: string;
  readonly values?: readonly unknown[];
  /** Whether the bus may start a program that does not run yet; left out: it may not. */
  readonly mayStart?: boolean;
}

/** A signal of one program. */
export interface BusSignal extends Omit<BusObject, 'path'> {
  readonly member: string;
  /** Left out: whichever object tells. */
  readonly path?: string;
}

/** A connection to one of the desktop's message buses (D-Bus). Nothing here throws or rejects, and every wait ends. */
export interface Bus {
  /** What the method answers; null when it refused, is not there, or took more than 5 s. */
  call(call: BusCall): Promise<readonly unknown[] | null>;
  /** The value of a property; undefined where `call` answers null. */
  getProperty(object: BusObject, name: string): Promise<unknown>;
  /** Calls `listener` with the values of each such signal that the owner of the name sends; answers what stops it. */
  onSignal(signal: BusSignal, listener: (values: readonly unknown[]) => void): () => void;
  close(): void;
}

/** The bus of this person's session, or that of the computer. */
export type BusKind = 'session' | 'system';

const answerWithinMs = 5_000;
const methodCall = 1;
const methodReturn = 2;
const errorReply = 3;
const signalMessage = 4;
const noAutoStart = 2;

/** The bus itself, which knows who has which name. */
export const daemon: BusObject = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** Whether a program has this name on the bus. */
export async function hasOwner(bus: Bus, name: string): Promise<boolean> {
  const asked = { ...daemon, member: 'NameHasOwner', signature: 's', values: [name] };
  return (await bus.call(asked))?.[0] === true;
}

/** Connects to a bus; null where there is none that answers within 5 s. `environment`: the person's own. */
export async function openBus(kind: BusKind, environment: Environment): Promise<Bus | null> {
  try {
    const path = await findSocket(kind, environment);
    if (path === null) return null;
    // Nothing may be waited for between the connection and who listens to its errors.
    const { createConnection } = await import('dbus-native');
    const socket = connect(path);
    // A bus keeps no program alive.
    socket.unref();
    const bus = await within(answerWithinMs, greet(socket, createConnection), () => null);
    if (bus === null) socket.destroy();
    return bus;
  } catch {
    return null;
  }
}

/**
 * The socket that the environment names. It has to belong to this person or the system: in a folder that everybody may
 * write into, the place of a bus that has ended is anybody's. Nobody can say whose an abstract name is.
 */
async function findSocket(kind: BusKind, environment: Environment): Promise<string | null> {
  for (const address of addressesOf(kind, environment).split(';')) {
    const escaped = /^unix:(?:.*,)?path=([^,]+)/.exec(address)?.[1];
    if (escaped === undefined) continue;
    const path = decodeURIComponent(escaped);
    const found = await stat(path).catch(() => null);
    const isTrusted = found?.uid === 0 || found?.uid === process.geteuid?.();
    if (found?.isSocket() && isTrusted) return path;
  }
  return null;
}

function addressesOf(kind: BusKind, environment: Environment): string {
  const { DBUS_SESSION_BUS_ADDRESS, DBUS_SYSTEM_BUS_ADDRESS, XDG_RUNTIME_DIR } = environment;
  if (kind === 'system') {
    return DBUS_SYSTEM_BUS_ADDRESS || 'unix:path=/var/run/dbus/system_bus_socket';
  }
  if (DBUS_SESSION_BUS_ADDRESS) return DBUS_SESSION_BUS_ADDRESS;
  return XDG_RUNTIME_DIR ? `unix:path=${encodeURI(join(XDG_RUNTIME_DIR, 'bus'))}` : '';
}

/**
 * Of the library only the wire is used: its client throws where nobody can catch it when the first call is not answered,
 * and tells nobody who sent a signal.
 */
async function greet(
  socket: Socket,
  createConnection: typeof import('dbus-native').createConnection,
): Promise<Bus | null> {
  const connected = Promise.withResolvers<boolean>();
  const connection = createConnection({
    stream: Duplex.from({ readable: socket.pipe(dropHugeMessages()), writable: socket }),
    // The others read files of the person's, or prove nothing.
    authMethods: ['EXTERNAL'],
    maxMessageSize: mostMessageBytes,
  });
  connection.on('error', () => {
    connected.resolve(false);
    socket.destroy();
  });
  connection.on('close', () => connected.resolve(false));
  connection.on('connect', () => connected.resolve(true));
  if (!(await connected.promise)) return null;
  const bus = createBus(connection, socket);
  return (await bus.call({ ...daemon, member: 'Hello' })) === null ? null : bus;
}

function createBus(connection: DBusConnection, socket: Socket): Bus {
  const waiting = new Map<number, (values: readonly unknown[] | null) => void>();
  const listeners = new Set<(message: Message) => void>();
  let lastSerial = 0;
  let isOpen = true;

  function close(): void {
    isOpen = false;
    listeners.clear();
    for (const answer of waiting.values()) answer(null);
    socket.destroy();
  }

  connection.on('end', close);
  connection.on('close', close);
  connection.on('message', (message) => {
    const { type, replySerial = 0, body = [] } = message;
    if (type === methodReturn) waiting.get(replySerial)?.(body);
    else if (type === errorReply) waiting.get(replySerial)?.(null);
    else if (type === signalMessage) for (const hear of [...listeners]) hear(message);
  });

  async function call({ values, mayStart, ...to }: BusCall): Promise<readonly unknown[] | null> {
    if (!isOpen) return null;
    lastSerial += 1;
    const serial = lastSerial;
    const answered = Promise.withResolvers<readonly unknown[] | null>();
    waiting.set(serial, answered.resolve);
    try {
      const flags = mayStart ? 0 : noAutoStart;
      connection.message({ type: methodCall, serial, flags, ...to, body: [...(values ?? [])] });
      return await within(answerWithinMs, answered.promise, () => null);
    } catch {
      return null;
    } finally {
      waiting.delete(serial);
    }
  }

  function onSignal(signal: BusSignal, listener: (values: readonly unknown[]) => void): () => void {
    const { destination: name, path, interface: face, member } = signal;
    const place = path === undefined ? '' : `,path='${path}'`;
    const rules = [
      `type='signal',sender='${daemon.destination}',member='NameOwnerChanged',arg0='${name}'`,
      `type='signal',sender='${name}',interface='${face}',member='${member}'${place}`,
    ];
    // Anybody on the bus may send us a signal; who sent it is what the bus itself says.
    let owner: unknown = null;
    let isOwnerNews = false;
    function hear({ sender, path: from, interface: of, member: what, body = [] }: Message): void {
      if (sender === daemon.destination && what === 'NameOwnerChanged' && body[0] === name) {
        isOwnerNews = true;
        owner = body[2];
      } else if (sender === owner && of === face && what === member) {
        if (path === undefined || path === from) listener(body);
      }
    }
    listeners.add(hear);
    const tell = (what: string, value: string) =>
      call({ ...daemon, member: what, signature: 's', values: [value] });
    for (const rule of rules) void tell('AddMatch', rule);
    void tell('GetNameOwner', name).then((answer) => {
      if (!isOwnerNews) owner = answer?.[0] ?? null;
    });
    return () => {
      if (!listeners.delete(hear)) return;
      for (const rule of rules) void tell('RemoveMatch', rule);
    };
  }

  return {
    call,
    async getProperty({ interface: of, ...at }, property) {
      const asked = { ...at, interface: 'org.freedesktop.DBus.Properties', member: 'Get' };
      return (await call({ ...asked, signature: 'ss', values: [of, property] }))?.[0];
    },
    onSignal,
    close,
  };
}
