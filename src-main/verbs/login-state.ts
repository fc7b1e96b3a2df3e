import { providers } from '../../preload/contract/providers.ts';
import {
  type KnownAccount,
  type Locale,
  type LoginState,
  lockingPolicies,
  type PolicyView,
  type SettingsNotice,
} from '../../preload/contract/state.ts';
import { type Json, stateChangedChannel } from '../../preload/contract/verbs.ts';
import type { BrowserSessions } from '../accounts/browser-sessions.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { DeskSettings } from '../desk/desk-settings.ts';
import type { IdleCountdown } from '../desk/idle-sign-out.ts';
import type { EffectivePolicy, PolicyReader } from '../policy/effective-policy.ts';
import { builtInPolicy } from '../policy/evaluate-policy.ts';
import { isPreferredLocked, isRememberLocked } from '../policy/require-allowed.ts';
import type { AccountIndex, IndexedAccount } from '../session/account-index.ts';
import type { ChangeGuard } from '../session/change-guard.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import type { AskedPages } from '../sign-in/asked-pages.ts';
import type { CurrentView } from '../sign-in/current-view.ts';
import type { UnsentEvidence } from '../sign-in/unsent-evidence.ts';

/** Where the state of the window comes from. */
interface LoginStateSources {
  readonly view: Pick<CurrentView, 'get' | 'canReturn'>;
  readonly index: Pick<AccountIndex, 'list'>;
  readonly live: Pick<LiveSessions, 'get'>;
  readonly credentials: Pick<CredentialStore, 'kind'>;
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly unsentEvidence: Pick<UnsentEvidence, 'whose'>;
  readonly askedPage: Pick<AskedPages, 'get'>;
  readonly browserSessions: Pick<BrowserSessions, 'list'>;
  readonly idleCountdown: Pick<IdleCountdown, 'get'>;
  readonly deskSettings: Pick<DeskSettings, 'view'> | null;
  readonly guard: Pick<ChangeGuard, 'mayRefuse'>;
  readonly getLocale: () => Locale;
  readonly getSettingsNotices: () => readonly SettingsNotice[];
  readonly appVersion: string;
}

/** Puts together all that the window may know; holds no secret. */
export function composeLoginState(sources: LoginStateSources): LoginState {
  return {
    view: sources.view.get(),
    canReturn: sources.view.canReturn(),
    accounts: sources.index.list().map((account) => knownAccount(account, sources.live)),
    policy: policyView(sources.policy.current()),
    credentialStore: sources.credentials.kind,
    settingsNotices: sources.getSettingsNotices(),
    unsent: sources.unsentEvidence.whose(),
    asked: sources.askedPage.get(),
    browserSessions: sources.browserSessions.list(),
    idleSignOut: sources.idleCountdown.get(),
    desk: sources.deskSettings?.view() ?? null,
    mayRefuseSwitch: sources.guard.mayRefuse(),
    locale: sources.getLocale(),
    appVersion: sources.appVersion,
  };
}

function knownAccount(account: IndexedAccount, live: LoginStateSources['live']): KnownAccount {
  const session = live.get(account.summary.id);
  const isBeforeResume = session.generation === 0 && session.view.status === 'signed-out';
  return {
    ...account.summary,
    identity: account.identity?.label ?? null,
    endsAt:
      account.signedIn || session.view.status !== 'signed-out' ? (account.endsAt ?? null) : null,
    isOfficeManager: account.isOfficeManager,
    session: isBeforeResume ? restingView(account) : session.view,
    confirmWith: session.confirmWith,
    needsAdministrator: session.needsAdministrator,
    emailRenamedFrom: account.emailRenamedFrom,
    newLinks: session.newLinks,
    newCodes: session.newCodes,
  };
}

/** What an account looks like before anything was asked about it in this run. */
function restingView(account: IndexedAccount): KnownAccount['session'] {
  if (account.signedIn) return { status: 'renewing', failure: null };
  return {
    status: 'signed-out',
    failure: account.endedBy === null ? null : { code: account.endedBy },
  };
}

function policyView(policy: EffectivePolicy): PolicyView {
  const locks = Object.fromEntries(lockingPolicies.map((field) => [field, policy[field]]));
  return {
    ...(locks as Pick<EffectivePolicy, (typeof lockingPolicies)[number]>),
    providers: providers.map((provider) => ({
      provider,
      allowed: policy.unread === null && policy.allowedProviders.includes(provider),
    })),
    passwordAllowed: policy.unread === null && policy.passwordAllowed,
    codeAllowed: policy.unread === null && policy.breakGlassAllowed,
    rememberAllowed: !isRememberLocked(policy),
    preferredAccount:
      policy.preferredAccount === ''
        ? null
        : { username: policy.preferredAccount, locked: isPreferredLocked(policy) },
    locales: policy.locales,
    trouble: policyTrouble(policy),
  };
}

function policyTrouble(policy: EffectivePolicy): PolicyView['trouble'] {
  if (policy.unread !== null) return { kind: 'unread', place: policy.unread.kind };
  // A hint or a language that cannot be used locks nothing: the administrator's report tells it, not the window.
  const isLocking = (field: EffectivePolicy['broken'][number]) =>
    JSON.stringify(policy[field]) !== JSON.stringify(builtInPolicy[field]);
  return policy.broken.some(isLocking) ? { kind: 'broken' } : null;
}

/** What is used of the contents of a window to send to it (Electron's `WebContents`). */
export interface ReceiverLike {
  isDestroyed(): boolean;
  isCrashed(): boolean;
  send(channel: string, state: Json<LoginState>): void;
}

/** Pushes the state to the window. */
interface StateSender {
  /** Asks for the newest state to be sent; many asks in one turn of the event loop send once. */
  push(): void;
  stop(): void;
}

/** Sends what `current` answers when the turn ends, to the window that lives then, or to nobody. */
export function createStateSender(
  current: () => LoginState,
  receiver: () => ReceiverLike | null,
): StateSender {
  let next: NodeJS.Immediate | null = null;
  return {
    push() {
      next ??= setImmediate(() => {
        next = null;
        const contents = receiver();
        if (contents === null || contents.isDestroyed() || contents.isCrashed()) return;
        contents.send(stateChangedChannel, JSON.stringify(current()) as Json<LoginState>);
      });
    },
    stop() {
      if (next !== null) clearImmediate(next);
      next = null;
    },
  };
}
