import type {
  HelpPage,
  Locale,
  LoginState,
  LoginVerbs,
  Provider,
  Result,
  SelfTestItem,
  WindowContent,
} from '../../preload/contract.ts';
import { singleFlight } from '../common/in-turn.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { IndexedIdentity } from '../session/account-index.ts';
import {
  getAccountSecurity,
  getDevices,
  removeLink,
  signOutDevice,
  turnOffProvider,
} from './account-security.ts';
import { chooseAccount } from './choose-account.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { createHelpInBrowser } from './help-in-browser.ts';
import { linkAccount } from './link-account.ts';
import { confirmLink } from './link-from-settings.ts';
import { proveWithPassword } from './prove-account.ts';
import {
  forgetRememberedChoice,
  getRememberedChoices,
  setRememberedChoice,
} from './remembered-choices.ts';
import { requireLinkingAllowed } from './require-allowed-attempt.ts';
import {
  decideRecycledAddress,
  exportReview,
  getAudit,
  getReview,
  removeReviewedLink,
  setAccountSso,
  setAddressPurpose,
} from './review-access.ts';
import { cancelSignIn, goOn, signIn } from './sign-in.ts';
import type { SignInPorts } from './sign-in-ports.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { removeAccount, signOut, signOutEverywhere } from './sign-out.ts';
import { switchAccount } from './switch-account.ts';
import { copyLink, openPageAgain } from './waiting-actions.ts';

/** What the verbs need that is no part of signing in. */
export interface VerbServices {
  readonly getState: () => LoginState;
  readonly setLocale: (locale: Locale) => void;
  readonly dismissSettingsNotice: () => void;
  readonly helpAddress: (page: HelpPage) => string;
  readonly fitWindow: (content: WindowContent) => void;
  readonly copyDetails: () => Promise<void>;
  readonly runSelfTest: () => Promise<readonly SelfTestItem[]>;
}

/** One function per verb of the bridge, each the call of one use case; none rejects. */
export function createLoginVerbs(ports: SignInPorts, services: VerbServices): LoginVerbs {
  const openBrowser = (url: string) => ports.openings.open(() => url);
  const help = createHelpInBrowser({ ...services, openBrowser });
  // However often they are asked for: one list of questions, one box that asks where to save.
  const runSelfTest = singleFlight(services.runSelfTest);
  const saveReview = singleFlight((accountId) => exportReview(ports, accountId));
  return {
    getState: () => answer(services.getState),
    startSignIn: (provider, { anotherAccount }) =>
      start(() => signIn(ports, provider, { kind: 'sign-in', anotherAccount })),
    goOn: () => done(() => goOn(ports)),
    openPageAgain: () => done(() => openPageAgain(ports)),
    copyLink: () => done(() => copyLink(ports, help.unopened())),
    cancelSignIn: () => done(() => cancelSignIn(ports)),
    chooseAccount: (accountId, remember) => done(() => chooseAccount(ports, accountId, remember)),
    linkAccount: (username, password) => done(() => linkAccount(ports, username, password)),
    confirmLink: () => done(() => confirmLink(ports)),
    signInWithPassword: (username, password) =>
      done(() => signInWithPassword(ports, username, password)),
    addAccount: () =>
      done(() => {
        ports.attempts.stop();
        ports.unsentEvidence.forget();
        ports.view.show({ kind: 'signed-out', failure: null });
      }),
    switchAccount: (accountId) => done(() => switchAccount(ports, accountId)),
    retrySession: (accountId) => done(() => retrySession(ports, accountId)),
    confirmWithProvider: (accountId) => done(() => confirmWithProvider(ports, accountId)),
    proveWithProvider: (accountId) => done(() => proveWithProvider(ports, accountId)),
    proveWithPassword: (accountId, password) =>
      done(() => proveWithPassword(ports, accountId, password)),
    dismissNotice: (accountId) => done(() => dismissNotice(ports, accountId)),
    dismissNewLinks: (accountId, linkIds) => done(() => dismissNewLinks(ports, accountId, linkIds)),
    dismissSettingsNotice: () => done(services.dismissSettingsNotice),
    signOut: (accountId) => done(() => signOut(ports, accountId)),
    removeAccount: (accountId) => done(() => removeAccount(ports, accountId)),
    signOutEverywhere: (accountId) => done(() => signOutEverywhere(ports, accountId)),
    getRememberedChoices: () => answer(() => getRememberedChoices(ports)),
    setRememberedChoice: (id, accountId) => done(() => setRememberedChoice(ports, id, accountId)),
    forgetRememberedChoice: (id) => done(() => forgetRememberedChoice(ports, id)),
    getAccountSecurity: (accountId) => answer(() => getAccountSecurity(ports, accountId)),
    turnOnProvider: (accountId, provider) => done(() => turnOnProvider(ports, accountId, provider)),
    turnOffProvider: (accountId, provider, force) =>
      done(() => turnOffProvider(ports, accountId, provider, force)),
    removeLink: (accountId, linkId, force) =>
      done(() => removeLink(ports, accountId, linkId, force)),
    getDevices: (accountId) => answer(() => getDevices(ports, accountId)),
    signOutDevice: (accountId, deviceId) => done(() => signOutDevice(ports, accountId, deviceId)),
    getReview: (accountId) => answer(() => getReview(ports, accountId)),
    setAccountSso: (accountId, subjectAccountId, on) =>
      done(() => setAccountSso(ports, accountId, subjectAccountId, on)),
    setAddressPurpose: (accountId, addressId, purpose) =>
      done(() => setAddressPurpose(ports, accountId, addressId, purpose)),
    removeReviewedLink: (accountId, linkId) =>
      done(() => removeReviewedLink(ports, accountId, linkId)),
    decideRecycledAddress: (accountId, recycledId, decision) =>
      done(() => decideRecycledAddress(ports, accountId, recycledId, decision)),
    exportReview: (accountId) => answer(() => saveReview(accountId)),
    getAudit: (accountId, before) => answer(() => getAudit(ports, accountId, before)),
    setLocale: (locale) => done(() => setLocale(ports, services, locale)),
    openHelpPage: (page) => done(() => help.open(page)),
    fitWindow: (content) => done(() => services.fitWindow(content)),
    copyDetails: () => done(() => copyDetails(ports, services)),
    runSelfTest: () => answer(() => runSelfTest('')),
  };
}

function retrySession(ports: SignInPorts, accountId: string): Promise<void> {
  void ports.credentials.tryAgain();
  return ports.sessions.renew(accountId);
}

function requireIdentity(ports: SignInPorts, accountId: string): IndexedIdentity {
  const identity = ports.index.get(accountId)?.identity;
  if (identity === undefined) throw new LoginError('not-found');
  if (identity === null) throw new LoginError('bad-request');
  return identity;
}

/** Ends with the sign-in that it starts, so that whoever asked can go on. */
async function proveWithProvider(ports: SignInPorts, accountId: string): Promise<void> {
  const identity = requireIdentity(ports, accountId);
  const purpose = { kind: 'prove', accountId } as const;
  const failure = await signIn(ports, identity.label.provider, purpose);
  if (failure !== null) throw new LoginError(failure.code, failure);
}

async function confirmWithProvider(ports: SignInPorts, accountId: string): Promise<void> {
  const identity = requireIdentity(ports, accountId);
  const purpose = { kind: 'confirm', accountId, identityKey: identity.key } as const;
  void signIn(ports, identity.label.provider, purpose);
}

async function turnOnProvider(
  ports: SignInPorts,
  accountId: string,
  provider: Provider,
): Promise<void> {
  requireLinkingAllowed(ports.policy.current());
  if (ports.index.get(accountId) === undefined) throw new LoginError('not-found');
  // Before anybody signs in at a provider for it.
  requireFreshProof(ports, accountId);
  const purpose = { kind: 'link', accountId } as const;
  // Proved and confirmed a moment ago, but the service wanted a proof of the account first: nothing need be asked again.
  void signIn(ports, provider, purpose, ports.unsentEvidence.takeProved(provider, purpose));
}

function dismissNotice(ports: SignInPorts, accountId: string): void {
  const account = ports.index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  ports.index.put({ ...account, emailRenamedFrom: null });
}

/** Only what is told can have been read: whatever else the window names would be kept for nothing. */
async function dismissNewLinks(
  ports: SignInPorts,
  accountId: string,
  linkIds: readonly string[],
): Promise<void> {
  if (ports.index.get(accountId) === undefined) throw new LoginError('not-found');
  const told = ports.live.get(accountId).newLinks.filter(({ id }) => linkIds.includes(id));
  if (told.length > 0) {
    await ports.sessions.tellLinks(
      accountId,
      told.map(({ id }) => id),
    );
  }
}

function setLocale(ports: SignInPorts, services: VerbServices, locale: Locale): void {
  if (!ports.policy.current().locales.includes(locale)) throw new LoginError('blocked-by-policy');
  services.setLocale(locale);
}

async function copyDetails(ports: SignInPorts, services: VerbServices): Promise<void> {
  if (!ports.policy.current().diagnosticsAllowed) throw new LoginError('blocked-by-policy');
  await services.copyDetails();
}

/** Starts what goes on by itself and tells its outcome by the view. */
async function start(action: () => Promise<unknown>): Promise<Result> {
  void action();
  return { ok: true, value: null };
}

function done(action: () => unknown): Promise<Result> {
  return answer(async () => {
    await action();
    return null;
  });
}

async function answer<T>(action: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await action() };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) };
  }
}
