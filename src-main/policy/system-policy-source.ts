import { createLinuxPolicySource } from './linux-policy-source.ts';
import { createMacosPolicySource } from './macos-policy-source.ts';
import type { PolicySource } from './policy-layer.ts';
import { policyPlaces } from './policy-schema.ts';
import { createWindowsPolicySource } from './windows-policy-source.ts';
import { loadWindowsRegistry } from './windows-registry.ts';

const rootUid = 0;

/** What the operating system's source needs from whoever composes the app. */
export interface SystemPolicyOptions {
  readonly platform: NodeJS.Platform;
  /** Short name of the person who runs the app; macOS keeps their managed preferences under it. */
  readonly userName: string;
  /**
   * Windows only: calls the listener when policies may have changed (the window message `WM_SETTINGCHANGE`, the window
   * coming to the front) and answers the function that stops it. Nothing is polled.
   */
  readonly onSystemNews: (listener: () => void) => () => void;
}

/** The source of this operating system, over its real places. */
export async function openSystemPolicySource(options: SystemPolicyOptions): Promise<PolicySource> {
  switch (options.platform) {
    case 'win32':
      return createWindowsPolicySource({
        registry: await loadWindowsRegistry(),
        onSystemNews: options.onSystemNews,
      });
    case 'darwin':
      return createMacosPolicySource({
        directory: policyPlaces.managedPreferencesDirectory,
        userName: options.userName,
        trustedUid: rootUid,
      });
    default:
      return createLinuxPolicySource({
        directory: policyPlaces.linuxDirectory,
        trustedUid: rootUid,
      });
  }
}
