import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CallFromMemory, Contact } from '../contract.ts';

/** What the phone remembers over a restart. */
export interface Memory {
  readonly callFrom: CallFromMemory;
  readonly contacts: readonly Contact[];
  /** Where each account calls from, for emergency services. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** The memory and its file. */
export interface MemoryFile {
  get(): Memory;
  set(change: (memory: Memory) => Memory): void;
  /** True when a file was there and could not be used. */
  readonly wasBroken: boolean;
}

const nothing: Memory = {
  callFrom: { numbers: {}, organizations: {} },
  contacts: [],
  addresses: {},
};
/** More is not kept of any kind. */
export const mostEntries = 1_000;
const longestText = 500;

/** Reads the memory; what is not exactly as it was written is forgotten as a whole. */
export function openMemory(file: string): MemoryFile {
  const read = readMemory(file);
  let memory = read === 'absent' || read === 'broken' ? nothing : read;
  return {
    get: () => memory,
    set(change) {
      memory = change(memory);
      mkdirSync(dirname(file), { recursive: true });
      // Renamed into place: a crash leaves the old file or the new one.
      writeFileSync(`${file}.new`, JSON.stringify(memory, null, 2), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    wasBroken: read === 'broken',
  };
}

function readMemory(file: string): Memory | 'absent' | 'broken' {
  try {
    return parseMemory(JSON.parse(readFileSync(file, 'utf8'))) ?? 'broken';
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'ENOENT' ? 'absent' : 'broken';
  }
}

/** The memory, if it is one. */
export function parseMemory(value: unknown): Memory | null {
  if (!isRecord(value) || !isRecord(value.callFrom) || !Array.isArray(value.contacts)) return null;
  const { numbers, organizations } = value.callFrom;
  const { addresses } = value;
  if (!isTexts(numbers) || !isTexts(organizations) || !isTexts(addresses)) return null;
  if (value.contacts.length > mostEntries || !value.contacts.every(isContact)) return null;
  return { callFrom: { numbers, organizations }, contacts: value.contacts, addresses };
}

/** Whether something is a contact, with no more to it. */
export function isContact(value: unknown): value is Contact {
  return isTexts(value) && Object.keys(value).sort().join() === 'name,number,organization';
}

/** The choices with the oldest ones left out where there are too many. */
export function capped(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).slice(-mostEntries));
}

/** Whether something is a text that may be kept. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    isRecord(value) &&
    Object.keys(value).length <= mostEntries &&
    Object.entries(value).every(([key, text]) => isText(key) && isText(text))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
