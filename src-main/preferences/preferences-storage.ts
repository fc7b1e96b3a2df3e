import { chmodSync, mkdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { loadPreferences } from './load-preferences.ts';
import type { PreferencesData } from './preferences-data.ts';
import { readDocument, writeDocument } from './preferences-document.ts';
import { openPreferencesFile } from './preferences-file.ts';
import { withWriteLock } from './write-lock.ts';

/** Who waits for another process' lock in vain goes on without: it hangs, and a change would be lost else. */
const longestWaitMs = 5_000;
const lookAgainMs = 50;
/** Each waits for the lock; a second altogether. */
const newProfileTries = 25;

/** A change of the preferences; runs again on newer data when another process was faster. */
type Change = (data: PreferencesData) => PreferencesData;

/** The preferences in memory and on disk. */
export interface PreferencesStorage {
  get(): PreferencesData;
  /** Seen at once; written at once when the disk allows it, else with the next change. */
  update(change: Change): void;
  /** Tries to write what could not be written, also while another process has the lock; true when nothing is left. */
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
  /** The id that this folder was last known by; null: it never had one. */
  readonly lastProfileId: () => string | null;
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

  const load = () =>
    withWriteLock(directory, (lock) => {
      if (lock !== 'busy') {
        file.removeOrphans();
        backup.removeOrphans();
      }
      const found = loadPreferences(file, backup, options.lastProfileId);
      written = file.fingerprint();
      if (found.needsWrite && lock === 'busy') {
        unsaved = [(data) => data];
      } else if (found.needsWrite) {
        try {
          write(found.data);
        } catch {
          unsaved = [(data) => data];
        }
      } else if (lock !== 'busy' && !file.isWritable()) {
        unsaved = [(data) => data];
      }
      return { ...found, wasBusy: lock === 'busy' };
    });
  let loaded = load();
  // Another process makes the profile in this moment: two ids for one folder would never agree.
  for (let tries = 0; loaded.wasBusy && loaded.isNew && tries < newProfileTries; tries += 1) {
    loaded = load();
  }
  let data = loaded.data;
  let base = data;
  let isKnownOnDisk = !loaded.isNew || unsaved.length === 0;
  /** Since when another process has had the lock, by a clock that is not set; null: it has not. */
  let busySince: number | null = null;
  let again: NodeJS.Timeout | undefined;
  if (unsaved.length > 0) {
    report(false);
    if (loaded.wasBusy) lookAgainSoon();
  }

  /** False: another process has the lock, and may keep it for a while yet. */
  function save(insists: boolean): boolean {
    // Who has seen it taken need not stand in line again.
    return withWriteLock(
      directory,
      (lock) => {
        busySince = lock === 'busy' ? (busySince ?? performance.now()) : null;
        const isInVain = busySince !== null && performance.now() - busySince >= longestWaitMs;
        if (lock === 'busy' && !insists && !isInVain) return false;
        const news = readNews();
        // Settings that could not be read at the start, or were put here since: they stay what they are.
        isKnownOnDisk &&= news === null || news.profileId === base.profileId;
        if (news !== null && news.profileId !== base.profileId) throw new Error('another profile');
        const next = unsaved.reduce((current, change) => change(current), news ?? base);
        write(next);
        data = next;
        base = next;
        unsaved = [];
        isKnownOnDisk = true;
        return true;
      },
      busySince === null ? undefined : 0,
    );
  }

  function lookAgainSoon(): void {
    again = setTimeout(() => trySave(), lookAgainMs);
  }

  function trySave(insists = false): boolean {
    clearTimeout(again);
    try {
      const isDone = save(insists);
      if (!isDone) lookAgainSoon();
      report(isDone);
      return isDone;
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
    flush: () => unsaved.length === 0 || trySave(true),
    onDisk: () => (isKnownOnDisk ? base : null),
  };
}
