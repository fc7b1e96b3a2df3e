import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';

/** The two ends of an accepted connection, as Node's `net.Socket` names them. */
interface AcceptedConnection {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

/**
 * Whether the other end of a connection within this machine belongs to the person who runs the app; "cannot tell" is
 * no. To be asked when the connection is accepted: later its other end may be gone.
 */
export type IsOwnPeer = (connection: AcceptedConnection) => boolean;

/**
 * Linux tells whose a connection is. Other systems do not, and there the question is not asked: their processes' arguments
 * are not shown to other people either, so nobody else learns an address to come to.
 */
export function createPeerOwner(platform: NodeJS.Platform): IsOwnPeer {
  return platform === 'linux' ? createLinuxPeerOwner() : () => true;
}

/** The kernel's two tables of connections, and how to read one. */
type ReadConnections = (table: 'tcp' | 'tcp6') => string;

/** An established connection (`TCP_ESTABLISHED`). The states of one that is over have no owner, and say 0. */
const established = '01';

/** The kernel writes the tables in pieces, and a row may slip through while others come and go. */
const mostReadings = 3;

/**
 * Looks a connection up in the kernel's tables (`man 5 proc`, `/proc/net/tcp`): the row of the other end has our two
 * ends exchanged, and says whose it is. Reading is synchronous, so that the answer is about the moment of the question;
 * questions that are asked in one go share what is read, because a table may have thousands of rows, and somebody who
 * opens connections without end must not have each of them cost one.
 */
export function createLinuxPeerOwner(
  own: number | undefined = process.geteuid?.(),
  read: ReadConnections = readKernelTable,
): IsOwnPeer {
  const readings: Map<Row['table'], string>[] = [];

  function textOf(reading: number, table: Row['table']): string {
    if (readings.length === 0) queueMicrotask(() => readings.splice(0));
    readings[reading] ??= new Map();
    const text = readings[reading].get(table) ?? read(table);
    readings[reading].set(table, text);
    return text;
  }

  return (connection) => {
    try {
      const rows = rowsOfOtherEnd(connection);
      for (let reading = 0; reading < mostReadings; reading += 1) {
        const owners = rows.flatMap(({ table, ends }) => findOwners(textOf(reading, table), ends));
        if (owners.length > 0) return owners.every((owner) => owner === own);
      }
      return false;
    } catch {
      return false;
    }
  };
}

interface Row {
  readonly table: 'tcp' | 'tcp6';
  /** Both ends as the table writes them, the other one first. */
  readonly ends: string;
}

/** Where the other end may stand: a program that speaks IPv6 reaches an IPv4 address by its mapped form. */
function rowsOfOtherEnd(connection: AcceptedConnection): readonly Row[] {
  const { localAddress, localPort, remoteAddress, remotePort } = connection;
  if (!localAddress || !remoteAddress || !localPort || !remotePort) return [];
  const near = wordsOf(localAddress);
  const far = wordsOf(remoteAddress);
  const ends = (write: (words: Words) => string) =>
    `${write(far)}:${hex16(remotePort)} ${write(near)}:${hex16(localPort)}`;
  const mapped: Row = { table: 'tcp6', ends: ends(writeLong) };
  const isShort = isMapped(near) && isMapped(far);
  return isShort ? [{ table: 'tcp', ends: ends(writeShort) }, mapped] : [mapped];
}

/** An IPv6 address as four numbers; IPv4 in its mapped form (RFC 4291 section 2.5.5.2). */
type Words = readonly [number, number, number, number];

const mappedPrefix = 0xffff;

function wordsOf(address: string): Words {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) {
    const [a = 0, b = 0, c = 0, d = 0] = plain.split('.').map(Number);
    return [0, 0, mappedPrefix, ((a << 24) | (b << 16) | (c << 8) | d) >>> 0];
  }
  // Of the IPv6 addresses the listener has this one only.
  if (plain !== '::1') throw new Error('not a loopback address');
  return [0, 0, 0, 1];
}

function isMapped(words: Words): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === mappedPrefix;
}

function writeShort(words: Words): string {
  return hexOfBytes(words[3]);
}

function writeLong(words: Words): string {
  return words.map(hexOfBytes).join('');
}

/** Four bytes as a little-endian machine reads them, as all are that Electron runs on. */
function hexOfBytes(word: number): string {
  const swapped = Buffer.alloc(4);
  swapped.writeUInt32LE(word);
  return swapped.toString('hex').toUpperCase();
}

function hex16(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}

/** The owners of the living rows with these ends. A row without an inode is of a socket that no process holds. */
function findOwners(table: string, ends: string): readonly number[] {
  return linesWith(table, ends).flatMap((line) => {
    // number, both ends, state, queues, timer, retransmits, owner, timeout, inode
    const [, near, far, state, , , , owner, , inode] = line.trim().split(/\s+/);
    const isLiving = `${near} ${far}` === ends && state === established && Number(inode) > 0;
    return isLiving ? [Number(owner)] : [];
  });
}

/** The lines of a long text that have `part` in them. */
function linesWith(text: string, part: string): readonly string[] {
  const lines: string[] = [];
  let at = text.indexOf(part);
  while (at !== -1) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    lines.push(text.slice(text.lastIndexOf('\n', at) + 1, end));
    at = text.indexOf(part, end);
  }
  return lines;
}

function readKernelTable(table: 'tcp' | 'tcp6'): string {
  try {
    return readFileSync(`/proc/net/${table}`, 'latin1');
  } catch (error) {
    // No IPv6 on this machine.
    if (table === 'tcp6' && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
