/**
 * Why the app ends without the person having asked for it, and the exit code that says so: as in sysexits.h. A second
 * start, which ends with 0, is not among them.
 */
export const exitCodes = {
  /** A setting of the environment, of the command line or of the configuration that cannot be used (`EX_CONFIG`). */
  configuration: 78,
  /** No folder takes the lock and Electron's own files (`EX_CANTCREAT`). */
  'no-folder': 73,
  /** A part of the program is missing, or cannot be loaded (`EX_SOFTWARE`). */
  damaged: 70,
  /** The page of the window was lost too often. */
  'page-lost': 70,
  unexpected: 70,
} as const;

/** Why the app ends. */
export type Ending = keyof typeof exitCodes;
