/** What the app does outside of its window, as far as the person can set it. */
export interface DeskView {
  readonly notifications: DeskSetting;
  /** As the system has it now; null: the system cannot start the app as it was started here. */
  readonly startWithComputer: DeskSetting | null;
  /** Whether a closed window leaves the app in the tray. */
  readonly staysInTray: boolean;
  /** Told until it is dismissed; null: there is nothing to tell. */
  readonly notice: DeskNotice | null;
}

/** A setting of this computer. `locked`: by an administrator. */
export interface DeskSetting {
  readonly on: boolean;
  readonly locked: boolean;
}

/** What is told once in the life of a profile: the first time that the app stayed in the tray, or was set to start by policy. */
export const deskNotices = ['stays-in-tray', 'starts-with-computer'] as const;

/** One of these. */
export type DeskNotice = (typeof deskNotices)[number];
