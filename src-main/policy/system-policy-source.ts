import { userInfo } from 'node:os';
import { createLinuxPolicySource } from './linux-policy-source.ts';
import type { PolicySource } from './policy-layer.ts';
import { createPolicyReader, type LivePolicyReader } from './policy-reader.ts';
import { policyPlaces } from './policy-schema.ts';
import { createWindowsPolicySource, loadWindowsRegistry } from './windows-policy-source.ts';

/** Reads the policies of this computer and this person, and follows them; `onSystemNews`: when to look again. */
export async function openPolicy(
  onSystemNews: (listener: () => void) => () => void,
): Promise<LivePolicyReader> {
  const source = await openSystemPolicySource({
    platform: process.platform,
    userName: () => userInfo().username,
    onSystemNews,
  });
  return createPolicyReader(source);
}

const rootUid = 0;

/** What the operating system's source needs from the caller that composes the app. */
interface SystemPolicyOptions {
  readonly platform: NodeJS.Platform;
  /** Short name of the person who runs the app; macOS, which alone is asked, keeps their managed preferences under it. */
  readonly userName: () => string;
  /**
   * Calls the listener when policies may have changed (on Windows the message `WM_SETTINGCHANGE`, everywhere the window
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
    case 'darwin': {
      // Its reader of property lists is larger than all the rest, and nothing to other systems.
      const { createMacosPolicySource } = await import('./macos-policy-source.ts');
      return withSystemNews(
        options,
        createMacosPolicySource({
          directory: policyPlaces.managedPreferencesDirectory,
          userName: options.userName(),
          trustedUid: rootUid,
        }),
      );
    }
    default:
      return withSystemNews(
        options,
        createLinuxPolicySource({ directory: policyPlaces.linuxDirectory, trustedUid: rootUid }),
      );
  }
}

/**
 * A file system tells of what happens in a folder: not behind links that lie in it, and of nothing where the system has no
 * watch left to give.
 */
function withSystemNews(options: SystemPolicyOptions, source: PolicySource): PolicySource {
  return {
    ...source,
    watch(onNews) {
      const stops = [source.watch(onNews), options.onSystemNews(onNews)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
