import { resolve } from 'node:path';
import { makePrivateFile } from './common/private-file.ts';
import type { Composed, Given } from './compose-login.ts';
import { followWithNotices } from './desk/attention.ts';
import { describeAttention, describeStay } from './desk/entries.ts';
import { takeFirstSignIn } from './desk/first-sign-in.ts';
import { watchIdle } from './desk/idle-sign-out.ts';
import { zipBundle } from './diagnostics/support-bundle.ts';
import type { Network, Platform } from './platform.ts';
import type { PolicyReader } from './policy/effective-policy.ts';
import type { LivePolicyReader } from './policy/policy-reader.ts';
import type { BundleEnd } from './start/command-line.ts';
import { ownSpareFolder, type Removal, removeData } from './start/folders.ts';
import { noteFaults } from './start/note-faults.ts';
import { forgetKept } from './stores.ts';

/** The product with everything it was composed of. */
export interface Product extends Given, Composed {
  /** The app is the product itself, and no app of somebody else around the module. */
  readonly ownsApp: boolean;
  readonly isPackaged: boolean;
  /** Whether the window opens at the start in any case, or only when somebody has to sign in. */
  readonly opensAtStart: boolean;
  readonly platform: Platform;
  readonly policy: LivePolicyReader;
}

/** A person who was about to sign in counts as gone after so long without a touch. */
const deskIdleMinutes = 1;

/** Opens the window, and does what time, the system and the end of the app ask for. */
export async function startProduct(product: Product): Promise<void> {
  const { platform, login, deskSettings, preferences, policy, diagnostics, personal } = product;
  const { power } = platform;
  // A mistake that comes while the app runs must not throw out whose sign-in is kept.
  const isBroken = () => policy.current().broken.includes('keepSignedIn');
  const isShared = () => !policy.current().keepSignedIn && !(product.keeps && isBroken());
  // In an app of somebody else a listener would keep Node from doing what it does about faults that are not ours.
  if (product.ownsApp) {
    noteFaults(process, {
      note: diagnostics.noteFault,
      tellDeveloper: product.isPackaged
        ? null
        : (reason) => console.error('UnhandledPromiseRejection:', reason),
    });
  }
  // No request may be made before.
  const networkReady = prepareNetwork(product);
  const isHidden = platform.ownApp?.isHiddenStart === true;
  const isAnybodyIn = product.stores.index.list().some(({ signedIn }) => signedIn);
  login.showKnown();
  await platform.window.open({
    verbs: login.verbs,
    getState: login.getState,
    switchByMenu: login.desk.switchByMenu,
    onStateChanged: login.onStateChanged,
    opensAtStart: !isHidden && (product.opensAtStart || !isAnybodyIn),
    mayStayInTray: () => !isShared(),
    noteStayedInTray: () => tellOfTray(product),
    place: { read: preferences.getWindowBounds, write: preferences.setWindowBounds },
    beforeQuit: [
      async () => {
        login.endAttempts();
        await (isShared() ? login.forgetEverybody() : login.flush());
        login.close();
        deskSettings?.close();
        personal.credentials.close();
      },
      () => preferences.flush(),
      () => policy.close(),
      () => diagnostics.close(),
    ],
    async onPainted() {
      showOutside(product);
      await networkReady;
      login.start();
      power.listen();
      void deskSettings?.start();
      const provider = isHidden ? null : takeFirstSignIn({ ...product, ...product.stores });
      if (provider !== null) void login.verbs.startSignIn(provider, { anotherAccount: false });
      void product.leftovers.removeFormer();
      // What is kept here is hidden from the person while a mistake locks it, not lost.
      if (product.keeps || isBroken()) return;
      preferences.dropKeptFiles();
      await forgetKept(personal, {
        sonar: product.sonar,
        isSaved: preferences.isSaved,
        now: platform.now,
      });
    },
    noteRefusal: diagnostics.noteRefusal,
    noteRendererGone: diagnostics.noteRendererGone,
    notePageLost: diagnostics.notePageLost,
  });
  // An app that is nowhere to be seen could be neither used nor quit.
  if (isHidden)
    void platform.ownApp
      ?.isReachable()
      .then((isReachable) => isReachable || platform.window.show());
  // Who has brought the module brings its updates.
  if (product.ownsApp) {
    platform.followUpdates({
      policy,
      holdPartition: product.network.holdPartition,
      noteFailure: diagnostics.noteUpdateFailure,
    });
  }
  // A keychain that was locked at the start.
  personal.credentials.onAvailable(() => void product.leftovers.removeFormer());
  power.onAwake(() => login.wake());
  const leaveShared = () => {
    if (isShared()) void login.forgetEverybody();
  };
  power.onLocked(login.lockScreen);
  const deskLimit = () => (login.mayLeaveBehind() ? deskIdleMinutes : 0);
  watchIdle(
    power.idleSeconds,
    { minutes: deskLimit, onChange: login.onStateChanged },
    login.leaveDesk,
  );
  power.onLocked(leaveShared);
  const sharedLimit = () => (isShared() ? policy.current().idleMinutes : 0);
  const shared = { minutes: sharedLimit, onChange: policy.onChange };
  watchIdle(power.idleSeconds, shared, leaveShared, {
    countdown: login.idleCountdown,
    now: platform.now,
    isWanted: () => product.stores.index.list().some(({ signedIn }) => signedIn),
    onBegin: platform.window.showQuietly,
  });
}

/** Says once in the life of a profile where the app is when its window was closed. */
function tellOfTray(product: Product): void {
  const { platform, deskSettings, login } = product;
  if (!deskSettings?.noteStayedInTray() || !mayNotify(product)) return;
  const words = describeStay(login.getState().locale);
  platform.outside.notify({ ...words, onClick: platform.window.show });
}

function mayNotify({ deskSettings, policy }: Product): boolean {
  return deskSettings?.mayNotify() ?? policy.current().notificationsAllowed;
}

/** Keeps what is seen outside the window in step with the state, from now until the app ends. */
function showOutside(product: Product): void {
  const { platform, login } = product;
  const { outside, window } = platform;
  const { desk } = login;
  const show = () =>
    outside.show({
      entries: desk.entries(),
      description: desk.describe(),
      attentions: desk.attention.now().length,
      locale: login.getState().locale,
    });
  outside.begin(login.noteHostChange);
  show();
  desk.onEntriesChanged(show);
  followWithNotices({
    attention: desk.attention,
    notify: outside.notify,
    describe: (attention) => ({
      ...describeAttention(login.getState(), attention),
      onClick: () => void desk.open(attention),
    }),
    isWindowFocused: window.isFocused,
    mayNotify: () => mayNotify(product),
  });
}

/** Asks everything that the app works with, as the self-test in the window does. */
export async function answerSelfTest(product: Product): ReturnType<Composed['runSelfTest']> {
  await prepareNetwork(product);
  return product.runSelfTest();
}

const makingFailures: Readonly<Record<string, 'is-there' | 'no-folder'>> = {
  EEXIST: 'is-there',
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
};

/** Writes a support bundle into a file that is not there yet; `file` null: none was named. */
export async function answerSupportBundle(
  product: Product,
  file: string | null,
): Promise<BundleEnd> {
  if (!product.policy.current().diagnosticsAllowed) return { written: null, reason: 'not-allowed' };
  if (file === null) return { written: null, reason: 'no-name' };
  const path = resolve(file);
  await prepareNetwork(product);
  const files = await product.collectBundle();
  try {
    await makePrivateFile(path, await zipBundle(files, product.platform.now()));
    return { written: path };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { written: null, reason: makingFailures[code] ?? 'not-writable' };
  }
}

/** Removes all that one person has on this computer; see `removeData`. */
export async function removeEverything(product: Product): Promise<Removal> {
  const { login, deskSettings, stores, leftovers, preferences, policy, diagnostics } = product;
  const { settingsFolder } = product.platform;
  const isStartRemoved = (await deskSettings?.remove()) ?? true;
  // The service is told by the way that policy wants.
  await prepareNetwork(product);
  const removal = await removeData({
    forget: login.forgetAll,
    leftBehind: stores.index.pendingRemovals,
    removeLeftovers: leftovers.removeAll,
    directories: [settingsFolder, ...(product.ownsApp ? ownSpareFolder(settingsFolder) : [])],
    areWhollyOurs: product.ownsApp,
    close: async () => {
      login.close();
      await preferences.flush();
      policy.close();
      await diagnostics.close();
    },
  });
  return { ...removal, isComplete: removal.isComplete && isStartRemoved };
}

async function prepareNetwork({ platform, policy, network }: Product): Promise<void> {
  await platform.whenReady();
  await followNetworkPolicy(policy, network);
}

/**
 * Holds the app's own requests to the proxy and certificate modes of the policy, now and after each change. The promise
 * ends when the first are in force, or could not be brought into force; the network itself sends nothing before they are.
 */
export async function followNetworkPolicy(
  policy: PolicyReader,
  network: Pick<Network, 'hold'>,
): Promise<void> {
  policy.onChange((changed) => void network.hold(changed));
  await network.hold(policy.current());
}
