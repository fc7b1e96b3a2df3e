/** The mark by which Electron's fuse wire is found in its program. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** How Electron ships: `1` on, `0` off, one for each fuse in the order of @electron/fuses. */
const shippedWire = '100110011';

/** For stand-ins: a fuse wire as it lies in Electron's program: sentinel, version, length, one character for each fuse. */
export function shippedFuseWire(): Buffer {
  return Buffer.concat([
    Buffer.from(sentinel, 'latin1'),
    Buffer.from([wireVersion, shippedWire.length]),
    Buffer.from(shippedWire, 'latin1'),
  ]);
}
