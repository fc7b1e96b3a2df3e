import { createDefaults, type PreferencesData } from './preferences-data.ts';
import { type DocumentReading, readDocument } from './preferences-document.ts';
import type { PreferencesFile } from './preferences-file.ts';

/** The data to start with; its `mended` tells what had to be mended. */
interface LoadedPreferences {
  readonly data: PreferencesData;
  /** The file does not hold `data` yet. */
  readonly needsWrite: boolean;
  /** True: new ids that nothing on the disk knows. */
  readonly isNew: boolean;
}

/**
 * Reads `file`; what is broken is kept under another name, and what it lost comes from `backup`. `lastProfileId` is the
 * id that this folder was last known by, wherever else that is written; null: it never had one.
 */
export function loadPreferences(
  file: PreferencesFile,
  backup: PreferencesFile,
  lastProfileId: () => string | null,
): LoadedPreferences {
  const content = file.read();
  const reading = content.kind === 'document' ? readDocument(content.document) : null;
  if (reading === null) {
    const isBroken = content.kind !== 'absent';
    if (isBroken) file.moveAside();
    return restore(readBackup(backup), isBroken, lastProfileId);
  }
  if (reading.otherVersion !== null) file.copyAside(`version-${reading.otherVersion}`);
  const isWhole = !reading.isDamaged && !reading.lost.includes('profileId');
  if (isWhole) {
    return { data: reading.data, needsWrite: reading.otherVersion !== null, isNew: false };
  }
  file.copyAside('broken');
  return mend(fillFromBackup(reading, readBackup(backup)), lastProfileId);
}

function readBackup(backup: PreferencesFile): DocumentReading | null {
  const content = backup.read();
  const reading = content.kind === 'document' ? readDocument(content.document) : null;
  if (content.kind !== 'absent' && reading === null) backup.moveAside();
  return reading;
}

function restore(
  backup: DocumentReading | null,
  isBroken: boolean,
  lastProfileId: () => string | null,
): LoadedPreferences {
  if (backup) return mend(backup, lastProfileId);
  // Settings that somebody has deleted are as lost as broken ones.
  const isLost = isBroken || lastProfileId() !== null;
  const data = { ...createDefaults(), mended: isLost ? ('reset' as const) : null };
  return { data, needsWrite: true, isNew: true };
}

/** Goes on with what could be read of a profile. Without its id its credentials are out of reach: nobody is signed in. */
function mend(
  { data, lost }: Pick<DocumentReading, 'data' | 'lost'>,
  lastProfileId: () => string | null,
): LoadedPreferences {
  const mended = { ...data, mended: 'restored' as const };
  if (!lost.includes('profileId')) return { data: mended, needsWrite: true, isNew: false };
  const profileId = lastProfileId();
  if (profileId !== null) {
    return { data: { ...mended, profileId }, needsWrite: true, isNew: false };
  }
  const accounts = data.accounts.map((account) =>
    account.signedIn
      ? { ...account, signedIn: false, endedBy: 'session-expired' as const }
      : account,
  );
  return { data: { ...mended, accounts }, needsWrite: true, isNew: true };
}

/** Entries and values that were readable win; what was not comes from the backup, as far as that could be read. */
function fillFromBackup(
  { data, lost }: DocumentReading,
  backup: DocumentReading | null,
): Pick<DocumentReading, 'data' | 'lost'> {
  if (!backup) return { data, lost };
  const accountIds = new Set(data.accounts.map(({ summary }) => summary.id));
  const identityKeys = new Set(data.choices.map(({ identityKey }) => identityKey));
  const filled = {
    ...data,
    profileId: lost.includes('profileId') ? backup.data.profileId : data.profileId,
    deviceId: lost.includes('deviceId') ? backup.data.deviceId : data.deviceId,
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
  return { data: filled, lost: lost.filter((key) => backup.lost.includes(key)) };
}
