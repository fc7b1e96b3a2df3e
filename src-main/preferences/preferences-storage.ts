import { chmodSync, mkdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { loadPreferences } from './load-preferences.ts';
import type { PreferencesData } from './preferences-data.ts';
import { readDocument, writeDocument } from './preferences-document.ts';
import { openPreferencesFile } from './preferences-file.ts';
import { withWriteLock } from './write-lock.ts';

/** A change of the preferences; runs again on newer data when another process was faster. */
export type Change = (data: PreferencesData) => PreferencesData;

/** The preferences in memory and on disk. */
export interface PreferencesStorage {
  get(): PreferencesData;
  /** Seen at once; written at once when the disk allows it, else with the next change. */
  update(change: Change): void;
  /** Tries to write what could not be written; true when nothing is left. */
  flush(): boolean;
  /** What a restart would find; null: nothing of this profile. */
  onDisk(): PreferencesData | null;
}

/** A private directory; a disk that refuses is told by the first write. */
function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  } catch {
    // See above.
  }
}

/** Opens the preferences in `directory`, mends what is broken, and calls `onSaved` whenever saving starts or stops to work. */
export function openPreferencesStorage(options: {
  readonly directory: string;
  readonly now: () => number;
  readonly onSaved: (isSaved: boolean) => void;
}): PreferencesStorage {
  const { directory, now } = options;
  prepareDirectory(directory);
  const file = openPreferencesFile(directory, 'preferences', now);
  const backup = openPreferencesFile(directory, 'accounts-backup', now);
  let unsaved: readonly Change[] = [];
  let isSaved = true;
  let written: string | null = null;

  function report(succeeded: boolean): void {
    if (succeeded === isSaved) return;
    isSaved = succeeded;
    options.onSaved(succeeded);
  }

  /** What lies on disk, if another process wrote it since we did. */
  function readNews(): PreferencesData | null {
    if (file.fingerprint() === written) return null;
    const content = file.read();
    const reading = content.kind === 'document' ? readDocument(content.document) : null;
    return reading && !reading.isDamaged ? reading.data : null;
  }

  function write(next: PreferencesData): void {
    file.write(writeDocument(next));
    written = file.fingerprint();
    const previous = backup.read();
    const document = writeDocument({ ...next, locale: null, windowBounds: null, mended: null });
    const isCurrent =
      previous.kind === 'document' && isDeepStrictEqual(previous.document, document);
    if (!isCurrent) backup.write(document);
  }

  const loaded = withWriteLock(directory, () => {
    file.removeOrphans();
    backup.removeOrphans();
    const found = loadPreferences(file, backup);
    written = file.fingerprint();
    if (found.needsWrite) {
      try {
        write(found.data);
      } catch {
        unsaved = [(data) => data];
      }
    } else if (!file.isWritable()) {
      unsaved = [(data) => data];
    }
    return found;
  });
  let data = loaded.data;
  let base = data;
  let isKnownOnDisk = !loaded.isNew || unsaved.length === 0;
  if (unsaved.length > 0) report(false);

  function save(): void {
    withWriteLock(directory, () => {
      const news = readNews();
      const next = unsaved.reduce((current, change) => change(current), news ?? base);
      write(next);
      data = next;
      base = next;
      unsaved = [];
      isKnownOnDisk = true;
    });
  }

  function trySave(): boolean {
    try {
      save();
      report(true);
      return true;
    } catch {
      report(false);
      return false;
    }
  }

  return {
    get: () => data,
    update(change) {
      const next = change(data);
      if (unsaved.length === 0 && isDeepStrictEqual(next, data)) return;
      data = next;
      unsaved = [...unsaved, change];
      trySave();
    },
    flush: () => unsaved.length === 0 || trySave(),
    onDisk: () => (isKnownOnDisk ? base : null),
  };
}
