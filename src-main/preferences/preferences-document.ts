import type { z } from 'zod';
import {
  createDefaults,
  listSchemas,
  type PreferencesData,
  valueSchemas,
} from './preferences-data.ts';
import { type Migration, migrate, migrations as ownMigrations } from './preferences-migrations.ts';

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

const maxEntries = 1000;

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

/** Makes data of a document, whatever its version; null when it cannot be lifted to ours. */
export function readDocument(
  document: Document,
  migrations: readonly Migration[] = ownMigrations,
): DocumentReading | null {
  const migrated = migrate(document, migrations);
  if (migrated === null) return null;
  const { data, isDamaged, lost } = readParts(migrated.document);
  const ours = migrations.length + 1;
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
  return { version: ownMigrations.length + 1, ...data };
}
