import type { Sweep } from './credentials/keychain-leftovers.ts';
import type { Preferences } from './preferences/preferences.ts';
import { credentialKeysOf, isSessionKey, refreshTokenIn } from './session/session-credential.ts';
import { isUnasked } from './sonar/sonar-problem.ts';
import type { SonarService } from './sonar/sonar-service.ts';
import type { Keychain } from './stores.ts';

/** What is in the keychain under names that the settings do not know any more. */
export interface Leftovers {
  /**
   * Removes what was stored under former ids of this settings folder, and where the settings had to be mended, what they
   * do not name any more; nothing to do, nothing is asked. What the keychain does not give up now, or Sonar could not be
   * told of, is tried again with the next call.
   */
  removeFormer(): Promise<void>;
  /** Removes all that was ever stored from this settings folder, told or not. */
  removeAll(): Promise<Sweep>;
}

/** Makes them; nothing is touched before it is asked for. */
export function createLeftovers({
  preferences,
  keychain,
  sonar,
}: {
  readonly preferences: Pick<
    Preferences,
    'profileId' | 'formerProfileIds' | 'forgetFormerProfiles' | 'notices' | 'accounts'
  >;
  readonly keychain: Pick<Keychain, 'sweep'>;
  readonly sonar: Pick<SonarService, 'signOut'>;
}): Leftovers {
  // The person may put the notice away while the keychain is locked.
  const noticed = preferences.notices();
  const wasMended = noticed.includes('restored');
  const sweep = (
    profileIds: readonly string[],
    isNamed: (profileId: string, key: string) => boolean,
    mayGo: (key: string, secret: string) => Promise<boolean>,
  ) => keychain.sweep({ profileIds, spared: [preferences.profileId], isNamed, mayGo });

  /** Whether the settings know of a credential, be it as one that is to go. */
  function isNamed(profileId: string, key: string): boolean {
    if (profileId !== preferences.profileId) return false;
    const { accounts } = preferences;
    return (
      accounts.pendingRemovals().includes(key) ||
      accounts.list().some((account) => credentialKeysOf(account).includes(key))
    );
  }

  /** Ends the session of a secret, if it is one; false: the service could not be told, and may be later. */
  async function tell(key: string, secret: string): Promise<boolean> {
    const token = isSessionKey(key) ? refreshTokenIn(secret) : null;
    if (token === null) return true;
    return sonar.signOut(token).then(
      () => true,
      (thrown: unknown) => !isUnasked(thrown),
    );
  }

  return {
    async removeFormer() {
      const former = preferences.formerProfileIds();
      const swept = wasMended ? [...former, preferences.profileId] : former;
      if (swept.length === 0) return;
      let isUntold = false;
      const { trouble } = await sweep(swept, isNamed, async (key, secret) => {
        const isTold = await tell(key, secret);
        isUntold ||= !isTold;
        return isTold;
      });
      if (trouble === null && !isUntold) preferences.forgetFormerProfiles();
    },
    async removeAll() {
      const former = preferences.formerProfileIds();
      const all = [...former, preferences.profileId];
      const nothingStays = () => false;
      const swept = await sweep(all, nothingStays, async (key, secret) => {
        await tell(key, secret);
        return true;
      });
      // Where there is no keychain nothing was stored, unless there was one before; settings that had to be mended may
      // have forgotten what.
      const isNone = swept.trouble !== null && swept.trouble !== 'keychain-locked';
      const isKnown = former.length === 0 && !wasMended && !noticed.includes('reset');
      return isNone && isKnown ? { ...swept, trouble: null } : swept;
    },
  };
}
