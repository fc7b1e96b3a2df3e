import { Transform } from 'node:stream';

/** The longest message that is passed on; no answer that we ask for is near this. */
export const mostMessageBytes = 1024 * 1024;
const mostGreetingBytes = 16 * 1024;

/**
 * Passes on what a bus sends, without messages that are too long: the library gives up its connection over one, and
 * whoever is on the bus may send us some, on the computer's bus other users too.
 */
export function dropHugeMessages(): Transform {
  let held: Buffer = Buffer.alloc(0);
  let left = 0;
  let isPassed = true;

  /** How long the message or line of the greeting is that begins here; 0: too little is here to say. */
  function lengthOf(bytes: Buffer): number {
    const isLittle = bytes[0] === 0x6c;
    if (!isLittle && bytes[0] !== 0x42) return bytes.indexOf('\n') + 1;
    if (bytes.length < 16) return 0;
    const read = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
    return 16 + Math.ceil(read(12) / 8) * 8 + read(4);
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = Buffer.concat([held, chunk]);
      while (held.length > 0) {
        if (left === 0) {
          left = lengthOf(held);
          isPassed = left <= mostMessageBytes;
        }
        if (left === 0) break;
        const part = held.subarray(0, left);
        if (isPassed) this.push(part);
        left -= part.length;
        held = held.subarray(part.length);
      }
      // A line that never ends would be kept whole.
      done(left === 0 && held.length > mostGreetingBytes ? new Error('This is no bus.') : null);
    },
  });
}
