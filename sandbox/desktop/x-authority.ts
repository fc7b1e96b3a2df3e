import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

const protocol = 'MIT-MAGIC-COOKIE-1';
/** `FamilyWild`: the entry counts for every host and, with an empty number, for every display. */
const familyWild = 0xffff;

/** Writes an X authority file with one fresh cookie, so that only who can read the file sees the screen. */
export async function writeXAuthority(file: string): Promise<void> {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(familyWild);
  const fields = ['', '', protocol].map((text) => counted(Buffer.from(text)));
  const entry = Buffer.concat([family, ...fields, counted(randomBytes(16))]);
  await writeFile(file, entry, { mode: 0o600 });
}

function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
