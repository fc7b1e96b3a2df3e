import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';

// Windows has neither flag; there a path has no links or pipes of this kind.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants;

/** How a file is opened; reading by default. */
export interface OpenOptions {
  readonly flags?: number;
  /** True: a link is as good as what it leads to. */
  readonly followsLinks?: boolean;
}

/**
 * Hands an open file to `use` and closes it afterwards; null for what is no file: never waits on a pipe, and follows no
 * link unless told to. Throws what opening and `use` throw. A file that it makes is this person's alone.
 */
export function withOpenFile<T>(
  path: string,
  use: (file: number, status: Stats) => T,
  { flags = O_RDONLY, followsLinks = false }: OpenOptions = {},
): T | null {
  const file = openSync(path, flags | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW), 0o600);
  try {
    const status = fstatSync(file);
    return status.isFile() ? use(file, status) : null;
  } finally {
    closeSync(file);
  }
}
