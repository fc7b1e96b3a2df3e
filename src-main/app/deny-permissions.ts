import type { Session } from 'electron';

/** Refuses every permission and device that a page may ask for. Electron's security guide, rule 5. */
export function denyPermissions(windowSession: Session): void {
  windowSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  windowSession.setPermissionCheckHandler(() => false);
  windowSession.setDevicePermissionHandler(() => false);
}
