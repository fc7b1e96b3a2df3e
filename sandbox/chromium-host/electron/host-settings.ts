/** What the host runs on. */
export interface HostSettings {
  /** Folder of the app's package.json. */
  readonly root: string;
  /** Path of Chromium. */
  readonly chromium: string;
  readonly debuggingPort: string | null;
}

let settings: HostSettings | undefined;

/** Says what to run on, before `electron` is first loaded. */
export function setHostSettings(given: HostSettings): void {
  settings = given;
}

/** What was said. */
export function hostSettings(): HostSettings {
  if (settings === undefined) throw new Error('The Chromium host was not started');
  return settings;
}
