import { fchmodSync, readFileSync } from 'node:fs';
import { withOpenFile } from '../common/private-file.ts';
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
  try {
    const content = withOpenFile(path, (file, { size, mode }) => {
      if (size > maxFileBytes) return broken;
      if ((mode & 0o077) !== 0) makePrivate(file);
      return parse(readFileSync(file));
    });
    return content ?? broken;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : broken;
  }
}
