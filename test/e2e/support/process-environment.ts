import { type FileHandle, open, readFile } from 'node:fs/promises';

const pageBytes = 4096;
const entryBytes = 8;
/** Bits 63 and 62 of an entry of `/proc/PID/pagemap`: the page is in memory, or was moved out of it. */
const isKept = 0xc0;

/** A variable as the C library keeps it. A form that is being sent looks like it only while it has one field. */
const variable = /\0([A-Za-z_]\w*=[^\0&]+)(?=\0)/g;

/**
 * The environment of a running process, as `NAME=value` lines, out of its memory: Chromium takes a copy at the start
 * and writes its own words over the block that `/proc/PID/environ` shows. What looks like a variable is taken for one.
 */
export async function readEnvironment(pid: number): Promise<string> {
  try {
    await using memory = await open(`/proc/${pid}/mem`);
    await using pages = await open(`/proc/${pid}/pagemap`);
    const found = new Set<string>();
    for (const range of privateRanges(await readFile(`/proc/${pid}/maps`, 'latin1'))) {
      for (const part of await keptParts(pages, range)) {
        const text = await readPart(memory, part);
        for (const [, words = ''] of text.matchAll(variable)) found.add(words);
      }
    }
    return [...found].join('\n');
  } catch (error) {
    // It has ended meanwhile.
    if (['ENOENT', 'ESRCH'].includes(codeOf(error))) return '';
    throw error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Memory that the process alone can write. */
function privateRanges(maps: string): readonly Range[] {
  return [...maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw.p/gm)].map(([, start = '', end = '']) => ({
    start: Number.parseInt(start, 16),
    end: Number.parseInt(end, 16),
  }));
}

/** The parts of a range that hold anything: most of what is reserved was never written. */
async function keptParts(pages: FileHandle, range: Range): Promise<readonly Range[]> {
  const length = ((range.end - range.start) / pageBytes) * entryBytes;
  const position = (range.start / pageBytes) * entryBytes;
  const { buffer, bytesRead } = await pages.read(Buffer.alloc(length), 0, length, position);
  const parts: { start: number; end: number }[] = [];
  for (let at = 0; at < bytesRead; at += entryBytes) {
    if (((buffer[at + entryBytes - 1] ?? 0) & isKept) === 0) continue;
    const start = range.start + (at / entryBytes) * pageBytes;
    const last = parts.at(-1);
    if (last?.end === start) last.end += pageBytes;
    else parts.push({ start, end: start + pageBytes });
  }
  return parts;
}

async function readPart(memory: FileHandle, { start, end }: Range): Promise<string> {
  const length = end - start;
  try {
    const { buffer, bytesRead } = await memory.read(Buffer.alloc(length), 0, length, start);
    return buffer.toString('latin1', 0, bytesRead);
  } catch (error) {
    // The process has given this part back meanwhile.
    if (codeOf(error) === 'EIO') return '';
    throw error;
  }
}
