import { z } from 'zod';
import {
  createDefaults,
  listSchemas,
  type PreferencesData,
  valueSchemas,
} from './preferences-data.ts';

/** What lies in the file: any JSON object. */
export type Document = Readonly<Record<string, unknown>>;

/** What a document turned out to hold. */
export interface DocumentReading {
  readonly data: PreferencesData;
  /** Something did not fit the schema and was left out. */
  readonly isDamaged: boolean;
  /** The single values that did not fit; in `data` stands what a new profile starts with. */
  readonly lost: readonly (keyof typeof valueSchemas)[];
  /** The version it was written in, when that is not ours. */
  readonly otherVersion: number | null;
}

/** Makes data of a document, whatever its version; null when it cannot be lifted to ours. */
export function readDocument(
  document: Document,
  steps: readonly Migration[] = migrations,
): DocumentReading | null {
  const migrated = migrate(document, steps);
  if (migrated === null) return null;
  const { data, isDamaged, lost } = readParts(migrated.document);
  const ours = steps.length + 1;
  return {
    data,
    lost,
    // A newer version may well hold values that we do not know yet.
    isDamaged: isDamaged && migrated.from <= ours,
    otherVersion: migrated.from === ours ? null : migrated.from,
  };
}

/** The document that is written for `data`. */
export function writeDocument(data: PreferencesData): Document {
  return { version: migrations.length + 1, ...data };
}

const maxEntries = 1000;

/** Reads every part by itself, so that one bad value costs that value only; unknown keys are dropped. */
function readParts(document: Document): Omit<DocumentReading, 'otherVersion'> {
  const parts: Record<string, unknown> = { ...createDefaults() };
  const lost: (keyof typeof valueSchemas)[] = [];
  for (const key of Object.keys(valueSchemas) as (keyof typeof valueSchemas)[]) {
    const parsed = valueSchemas[key].safeParse(document[key]);
    if (parsed.success) parts[key] = parsed.data;
    else lost.push(key);
  }
  let isDamaged = lost.length > 0;
  for (const [key, schema] of Object.entries(listSchemas)) {
    const entries = document[key];
    if (!Array.isArray(entries) || entries.length > maxEntries) {
      isDamaged = true;
      continue;
    }
    const read = entries.map((entry) => schema.safeParse(entry)).filter((entry) => entry.success);
    const kept = withoutDoubles(read.map((entry) => entry.data));
    parts[key] = kept;
    if (kept.length < entries.length) isDamaged = true;
  }
  return { data: parts as PreferencesData, isDamaged, lost };
}

/** Of several entries for one account, identity or credential the first counts: nothing of ours writes a second. */
function withoutDoubles(entries: readonly Entry[]): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (!found.has(name)) found.set(name, entry);
  }
  return [...found.values()];
}

type Entry = z.infer<(typeof listSchemas)[keyof typeof listSchemas]>;

function nameOf(entry: Entry): string {
  if (typeof entry === 'string') return entry;
  return 'summary' in entry ? entry.summary.id : entry.identityKey;
}

/** Lifts a document by one version; pure, so that a migration that was killed half-way simply runs again. */
export type Migration = (document: Document) => Document;

/** The first entry lifts version 1 to 2, and so on: our version is the number of entries plus one. */
export const migrations: readonly Migration[] = [addOrganizations, addMended];

/**
 * Lifts `document` to the version of `migrations`. A newer document is left as it is: what we know of it is read.
 * Null when its version is no version, or a migration cannot make sense of it.
 */
export function migrate(
  document: Document,
  steps: readonly Migration[],
): { readonly document: Document; readonly from: number } | null {
  const from = document.version;
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 1) return null;
  try {
    const lifted = steps.slice(from - 1).reduce((current, step) => step(current), document);
    return { document: lifted, from };
  } catch {
    return null;
  }
}

/**
 * Version 2 keeps the organization of each identity. A Microsoft key begins with its tenant; what Google says is in no
 * key, so it stays absent until the next silent confirmation.
 */
function addOrganizations(document: Document) {
  const { accounts } = document;
  return Array.isArray(accounts)
    ? { ...document, accounts: accounts.map(addOrganization) }
    : document;
}

function addOrganization(account: unknown): unknown {
  const parsed = versionOneAccount.safeParse(account);
  if (!parsed.success) return account;
  const { identity, ...rest } = parsed.data;
  const organization = identity.key.split(' ')[0]?.toLowerCase();
  return { ...rest, identity: { ...identity, organization } };
}

/** An account that a Microsoft identity opened; whatever else it holds is passed on. */
const versionOneAccount = z.looseObject({
  identity: z.looseObject({
    key: z.string(),
    label: z.looseObject({ provider: z.literal('microsoft') }),
  }),
});

/** Version 3 keeps what was mended until somebody has read of it; a list of other notices was never used. */
function addMended({ dismissedNotices: _, ...document }: Document) {
  return { ...document, mended: null };
}
