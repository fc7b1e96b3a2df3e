import { closeSync, constants, fchmodSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Document } from './preferences-document.ts';

/** What is under the path: nothing, a JSON object, or something else. */
export type FileContent =
  | { readonly kind: 'absent' }
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'broken' };

const maxFileBytes = 4 * 1024 * 1024;
const broken: FileContent = { kind: 'broken' };

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(bytes: Buffer): FileContent {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { kind: 'document', document: value } : broken;
  } catch {
    return broken;
  }
}

function makePrivate(descriptor: number): void {
  try {
    fchmodSync(descriptor, 0o600);
  } catch {
    // Somebody else's, such as root's who has restored it: the next write makes one of our own.
  }
}

/**
 * Reads a file that belongs to us alone and takes other people's rights away from it. Never follows a link, never
 * waits on a pipe, never throws.
 */
export function lookAtFile(path: string): FileContent {
  // Windows has neither flag; there the path has no links or pipes of this kind.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let descriptor: number;
  try {
    descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : broken;
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile() || status.size > maxFileBytes) return broken;
    if ((status.mode & 0o077) !== 0) makePrivate(descriptor);
    return parse(readFileSync(descriptor));
  } catch {
    return broken;
  } finally {
    closeSync(descriptor);
  }
}
