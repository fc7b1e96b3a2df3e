import { powerMonitor } from 'electron';

/** What the system tells about the computer and the person at it. */
export interface Power {
  /** Calls `listener` when the computer woke up or the screen was unlocked. */
  onAwake(listener: () => void): void;
  /** Calls `listener` when the screen was locked or another user took over. */
  onLocked(listener: () => void): void;
  /** Seconds since the last key or pointer movement. */
  idleSeconds(): number;
}

/** Listens to the system once the app is ready. */
export function createPower(): Power {
  return {
    onAwake(listener) {
      powerMonitor.on('resume', listener);
      powerMonitor.on('unlock-screen', listener);
    },
    onLocked(listener) {
      powerMonitor.on('lock-screen', listener);
      powerMonitor.on('user-did-resign-active', listener);
    },
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
  };
}
