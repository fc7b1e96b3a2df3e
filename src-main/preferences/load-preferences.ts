import { createDefaults, type PreferencesData } from './preferences-data.ts';
import { type DocumentReading, readDocument } from './preferences-document.ts';
import type { PreferencesFile } from './preferences-file.ts';

/** The data to start with; its `mended` tells what had to be mended. */
export interface LoadedPreferences {
  readonly data: PreferencesData;
  /** The file does not hold `data` yet. */
  readonly needsWrite: boolean;
  /** True: new ids that nothing on the disk knows. */
  readonly isNew: boolean;
}

/** Reads `file`; what is broken is kept under another name, and what it lost comes from `backup`. */
export function loadPreferences(file: PreferencesFile, backup: PreferencesFile): LoadedPreferences {
  const content = file.read();
  const reading = content.kind === 'document' ? readDocument(content.document) : null;
  if (reading === null) {
    const isBroken = content.kind !== 'absent';
    if (isBroken) file.moveAside();
    return restore(readBackup(backup), isBroken);
  }
  if (reading.otherVersion !== null) file.copyAside(`version-${reading.otherVersion}`);
  if (!reading.isDamaged) {
    return { data: reading.data, needsWrite: reading.otherVersion !== null, isNew: false };
  }
  file.copyAside('broken');
  const data = fillFromBackup(reading.data, readBackup(backup));
  return { data: { ...data, mended: 'restored' }, needsWrite: true, isNew: false };
}

function readBackup(backup: PreferencesFile): DocumentReading | null {
  const content = backup.read();
  const reading = content.kind === 'document' ? readDocument(content.document) : null;
  if (content.kind !== 'absent' && reading === null) backup.moveAside();
  return reading;
}

function restore(backup: DocumentReading | null, isBroken: boolean): LoadedPreferences {
  if (backup) {
    return { data: { ...backup.data, mended: 'restored' }, needsWrite: true, isNew: false };
  }
  const data = { ...createDefaults(), mended: isBroken ? ('reset' as const) : null };
  return { data, needsWrite: true, isNew: true };
}

/** Entries that were readable win; entries and ids that were not come from the backup. */
function fillFromBackup(data: PreferencesData, backup: DocumentReading | null): PreferencesData {
  if (!backup) return data;
  const accountIds = new Set(data.accounts.map(({ summary }) => summary.id));
  const identityKeys = new Set(data.choices.map(({ identityKey }) => identityKey));
  return {
    ...data,
    profileId: backup.data.profileId,
    deviceId: backup.data.deviceId,
    accounts: [
      ...data.accounts,
      ...backup.data.accounts.filter(({ summary }) => !accountIds.has(summary.id)),
    ],
    choices: [
      ...data.choices,
      ...backup.data.choices.filter(({ identityKey }) => !identityKeys.has(identityKey)),
    ],
    pendingRemovals: [...new Set([...data.pendingRemovals, ...backup.data.pendingRemovals])],
  };
}
