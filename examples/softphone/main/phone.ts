import { LoginError, type Softphone, type SoftphoneSession } from 'sonar-login';
import type { PhoneState, PhoneVerbs } from '../contract.ts';
import { capped, isContact, isText, type MemoryFile, mostEntries } from './memory.ts';
import type { PhoneWindow } from './phone-window.ts';
import { createRegistrations } from './registrations.ts';

/** The phone on the module: what its page asks for, and what it is told. */
export interface Phone {
  readonly verbs: PhoneVerbs;
  /** The page is there. */
  attach(window: PhoneWindow): void;
  /** The page broke down, and its calls with it. */
  loseCalls(): void;
  /** False, and the person is told, while a call is in progress. */
  mayClose(): boolean;
  /** The computer woke, or somebody else has a reason to register every line anew. */
  renewLines(): void;
  /** Hands a link to the page, once there is one. */
  dial(link: string): void;
}

const closesLater = 'A call is in progress. Hang up, then close the phone.';
const switchesLater = 'A call is in progress. Switch when it has ended.';
const signsOutLater = 'A call is in progress. Sign out when it has ended.';

/** What is no longer true when the call has ended. */
const whileCalling: readonly string[] = [closesLater, switchesLater, signsOutLater];

/** What a person reads instead of a code; all others are told as "not now". */
const words: Readonly<Record<string, string>> = {
  offline: 'There is no network.',
  'account-service-unreachable': 'Sonar cannot be reached.',
  'keychain-locked': 'The keychain is locked.',
  'session-expired': 'The session has ended. Sign in again.',
  'interaction-required': 'Please confirm who you are, in Accounts.',
  'login-required': 'Please confirm who you are, in Accounts.',
  'reverify-required': 'Please confirm who you are, in Accounts.',
  'account-disabled': 'The account is disabled.',
};

function explain(error: unknown, duringCall = switchesLater): string {
  const code = error instanceof LoginError ? error.code : 'unexpected';
  return code === 'call-in-progress' ? duringCall : explainCode(code);
}

function explainCode(code: string): string {
  return words[code] ?? `That is not possible at the moment (${code}).`;
}

/** Puts the phone together. */
export function createPhone(softphone: Softphone, memory: MemoryFile): Phone {
  let window: PhoneWindow | null = null;
  let isReady = false;
  let hasCall = false;
  let waitingLink: string | null = null;
  let notice = memory.wasBroken
    ? 'What the phone remembered could not be read. Contacts and choices start anew.'
    : null;

  const registrations = createRegistrations({
    fetch: (accountId) => softphone.getProvisioning(accountId),
    explain,
    push(credentials) {
      if (!isReady) return;
      window?.allowRegistrar(credentials.webSocket);
      window?.tell('credentials', credentials);
    },
    onProblemChanged: tellState,
  });

  function getState(): PhoneState {
    const current = softphone.getCurrentSession();
    const { callFrom, contacts } = memory.get();
    const accounts = softphone.getSessions().map((session) => ({
      ...describe(session),
      isCurrent: session.account.id === current?.account.id,
      problem: registrations.getProblem(session.account.id),
    }));
    return { accounts, callFrom, contacts, notice };
  }

  function tellState(): void {
    if (isReady) window?.tell('state', getState());
  }

  function tellNotice(text: string): void {
    notice = text;
    tellState();
  }

  function followSessions(): void {
    registrations.follow(softphone.getSessions().map(({ account }) => account));
    tellState();
  }

  function isSignedIn(accountId: unknown): accountId is string {
    return softphone.getSessions().some(({ account }) => account.id === accountId);
  }

  /** Does what the person asked for, or says in words why not. */
  async function orTell(action: () => Promise<void>, duringCall?: string): Promise<void> {
    try {
      await action();
    } catch (error) {
      tellNotice(explain(error, duringCall));
    }
  }

  softphone.mayChange(() => !hasCall);
  softphone.onSessionsChanged(followSessions);
  softphone.onEvent(({ reason, session, failure }) => {
    const { id, name, organization } = session.account;
    if (reason === 'online' || reason === 'switched') registrations.renew(id);
    if (reason === 'ended' && failure !== null) {
      tellNotice(`${name}, ${organization}, is signed out. ${explainCode(failure.code)}`);
    }
    if (reason === 'confirm-needed') {
      tellNotice(`${name}, ${organization}: please confirm who you are, in Accounts.`);
    }
  });
  followSessions();

  return {
    attach(opened) {
      window = opened;
      if (isReady) {
        registrations.pushAll();
        tellState();
        showLink();
      }
    },
    loseCalls() {
      hasCall = false;
      isReady = false;
    },
    mayClose() {
      if (hasCall) tellNotice(closesLater);
      return !hasCall;
    },
    renewLines: () => registrations.renew(),
    dial(link) {
      waitingLink = link;
      showLink();
    },
    verbs: {
      async ready() {
        isReady = true;
        // A page that begins has none.
        hasCall = false;
        registrations.pushAll();
        showLink();
        return getState();
      },
      showAccounts: () => orTell(() => softphone.show()),
      signIn: () => orTell(() => softphone.show('sign-in')),
      switchAccount: (accountId) => orTell(() => softphone.switchAccount(accountId)),
      signOut: (accountId) => orTell(() => softphone.signOut(accountId), signsOutLater),
      async remember(kind, key, accountId) {
        if (kind !== 'numbers' && kind !== 'organizations') return;
        if (!isText(key) || !isSignedIn(accountId)) return;
        memory.set((before) => {
          const choices = { ...before.callFrom[kind], [key]: accountId };
          return { ...before, callFrom: { ...before.callFrom, [kind]: capped(choices) } };
        });
        tellState();
      },
      async addContact(contact) {
        if (!isContact(contact)) return;
        memory.set((before) => ({
          ...before,
          contacts: [...before.contacts, contact].slice(-mostEntries),
        }));
        tellState();
      },
      async removeContact(contact) {
        const isOther = (one: object) => JSON.stringify(one) !== JSON.stringify(contact);
        memory.set((before) => ({ ...before, contacts: before.contacts.filter(isOther) }));
        tellState();
      },
      async answerAddress(accountId, address) {
        if (!isSignedIn(accountId) || !isText(address) || address.trim() === '') return;
        memory.set((before) => ({
          ...before,
          addresses: capped({ ...before.addresses, [accountId]: address.trim() }),
        }));
        softphone.confirmFirstTime(accountId);
        tellState();
      },
      async dismissNotice() {
        notice = null;
        tellState();
      },
      async tellRegistration(accountId, outcome) {
        if (isSignedIn(accountId)) registrations.tell(accountId, outcome);
      },
      async tellCall(call) {
        hasCall = call !== 'none';
        if (!hasCall && notice !== null && whileCalling.includes(notice)) {
          notice = null;
          tellState();
        }
        if (call === 'ringing') window?.bringToFront();
      },
      async tellNetwork() {
        registrations.renew();
      },
    },
  };

  function showLink(): void {
    if (waitingLink === null || !isReady || window === null) return;
    window.bringToFront();
    window.tell('dial', waitingLink);
    waitingLink = null;
  }
}

function describe({ account, firstTimeOnThisComputer }: SoftphoneSession) {
  const { id, name, organization, extension } = account;
  return { id, name, organization, extension, asksForAddress: firstTimeOnThisComputer };
}
