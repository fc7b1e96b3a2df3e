import { isAppUrl } from '../common/app-origin.ts';

/** What is looked at of a frame (Electron's `WebFrameMain`). */
export interface FrameLike {
  readonly url: string;
  readonly parent: FrameLike | null;
}

/** What is looked at of the contents of a window (Electron's `WebContents`). */
export interface ContentsLike {
  readonly mainFrame: FrameLike;
  isDestroyed(): boolean;
}

/** What is looked at of a call from a window (Electron's `IpcMainInvokeEvent`). */
export interface CallLike {
  readonly sender: ContentsLike;
  /** Null once the frame navigated away or is gone. */
  readonly senderFrame: FrameLike | null;
}

/** Why a call is refused. */
export type SenderFault = 'foreign-window' | 'frame-gone' | 'not-main-frame' | 'foreign-origin';

/**
 * Null when the call comes from the main frame of `ours`, showing the app's own origin; else what is wrong.
 * Electron's security guide, rule 17: validate the sender of all IPC messages.
 */
export function findSenderFault(call: CallLike, ours: ContentsLike | null): SenderFault | null {
  if (ours === null || call.sender !== ours || ours.isDestroyed()) return 'foreign-window';
  const frame = call.senderFrame;
  if (frame === null) return 'frame-gone';
  if (frame.parent !== null || frame !== ours.mainFrame) return 'not-main-frame';
  return isAppUrl(frame.url) ? null : 'foreign-origin';
}
