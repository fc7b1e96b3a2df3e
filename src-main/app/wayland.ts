import type { Environment } from './own-environment.ts';

/**
 * Whether the window may be one of Wayland's. Electron chooses by the session since 38 and by a switch before; on X in a
 * Wayland session this says yes too, which costs no more than what each of its users says.
 */
export function mayBeWayland(environment: Environment, argv: readonly string[]): boolean {
  if (process.platform !== 'linux') return false;
  const { WAYLAND_DISPLAY, XDG_SESSION_TYPE } = environment;
  if (WAYLAND_DISPLAY || XDG_SESSION_TYPE === 'wayland') return true;
  return argv.includes('--ozone-platform=wayland');
}
