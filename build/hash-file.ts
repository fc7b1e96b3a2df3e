import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The hash of a file of any size, as bytes. */
export async function hashFile(path: string, algorithm: 'sha256' | 'sha512'): Promise<Buffer> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}
