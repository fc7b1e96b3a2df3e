import { createLinuxPeerOwner } from './peer-owner-linux.ts';

/** The two ends of an accepted connection, as Node's `net.Socket` names them. */
export interface AcceptedConnection {
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
