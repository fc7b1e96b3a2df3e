import type { Socket } from 'node:net';
import type { IsOwnPeer } from '../network/peer-owner.ts';

/** Whose connections are, asked for all together that came while nobody could look. */
interface JudgedPeers {
  /** Takes a connection that was accepted this moment. */
  add(socket: Socket): void;
  /** Whether a connection was found to be this person's own; false before it was judged. */
  isOwn(socket: Socket): boolean;
  /** Calls `then` once the connection was judged; at once when it was. */
  whenJudged(socket: Socket, then: () => void): void;
}

/** Looking takes no more than a fifth of the time, and nobody waits longer than this for a look to begin. */
const pauseOfCost = 4;
const longestPauseMs = 500;

/**
 * Judges connections as soon as they are accepted, those that came together with one look: a look through the system's
 * connections takes the longer the more there are. A program that opens them without end must keep neither the window
 * nor the person's own browser waiting.
 */
export function judgeTogether(isOwnPeer: IsOwnPeer): JudgedPeers {
  const answers = new WeakMap<Socket, boolean>();
  const waiting = new Map<Socket, (() => void)[]>();
  let nextLookAt = 0;

  function judge(): void {
    const begun = performance.now();
    const judged = [...waiting];
    waiting.clear();
    // In one go, so that they share what is read.
    for (const [socket] of judged) answers.set(socket, !socket.destroyed && isOwnPeer(socket));
    const ended = performance.now();
    nextLookAt = ended + Math.min((ended - begun) * pauseOfCost, longestPauseMs);
    for (const then of judged.flatMap(([, calls]) => calls)) then();
  }

  return {
    add(socket) {
      if (waiting.size === 0) {
        const pause = nextLookAt - performance.now();
        if (pause > 1) setTimeout(judge, pause);
        else setImmediate(judge);
      }
      waiting.set(socket, []);
    },
    isOwn: (socket) => answers.get(socket) === true,
    whenJudged(socket, then) {
      const calls = waiting.get(socket);
      if (calls === undefined) then();
      else calls.push(then);
    },
  };
}
