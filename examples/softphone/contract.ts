/** What crosses between the main process and the phone's page. */

/** An account that is signed in, as the page shows it. */
export interface PhoneAccount {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly extension: string;
  readonly isCurrent: boolean;
  /** Why there are no credentials for its line, in words; null: there are, or they are on their way. */
  readonly problem: string | null;
  /** True until the person has said where they call from. */
  readonly asksForAddress: boolean;
}

/** Somebody to call. */
export interface Contact {
  readonly name: string;
  /** As it was typed: an extension, a telephone number or a SIP address. */
  readonly number: string;
  readonly organization: string;
}

/** From which account to call, by number and by organization. */
export interface CallFromMemory {
  readonly numbers: Readonly<Record<string, string>>;
  readonly organizations: Readonly<Record<string, string>>;
}

/** All that the page knows but the calls, which are its own; holds no secret. */
export interface PhoneState {
  readonly accounts: readonly PhoneAccount[];
  readonly callFrom: CallFromMemory;
  readonly contacts: readonly Contact[];
  /** Something that the person should know; null: nothing. */
  readonly notice: string | null;
}

/** What a line registers with. The password goes into the page's memory, and nowhere else. */
export interface LineCredentials {
  readonly accountId: string;
  readonly displayName: string;
  readonly sipAddress: string;
  readonly webSocket: string;
  readonly username: string;
  readonly password: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** How long a remembered choice of an account reaches. */
export type Remember = 'number' | 'organization' | null;

/** What the page asks of the main process. */
export interface PhoneVerbs {
  /** The page listens from now on; answers the state. */
  ready(): Promise<PhoneState>;
  /** Opens the sign-in module's window. */
  showAccounts(): Promise<void>;
  signIn(): Promise<void>;
  switchAccount(accountId: string): Promise<void>;
  signOut(accountId: string): Promise<void>;
  remember(kind: 'numbers' | 'organizations', key: string, accountId: string): Promise<void>;
  addContact(contact: Contact): Promise<void>;
  removeContact(contact: Contact): Promise<void>;
  answerAddress(accountId: string, address: string): Promise<void>;
  dismissNotice(): Promise<void>;
  /** Tells how the registrar took the credentials of a line. */
  tellRegistration(accountId: string, outcome: 'registered' | 'refused'): Promise<void>;
  /** Tells whether a call is going on: no account is switched or signed out meanwhile. */
  tellCall(call: 'none' | 'ringing' | 'talking'): Promise<void>;
  /** The network is back: every line is to be registered anew. */
  tellNetwork(): Promise<void>;
}

/** What the main process tells the page. */
export interface PhoneNews {
  state: (state: PhoneState) => void;
  credentials: (credentials: LineCredentials) => void;
  /** A `tel:` or `sip:` link was opened somewhere on this computer. */
  dial: (link: string) => void;
}

/** The page's only door, `window.phone`. */
export interface PhoneDoor extends PhoneVerbs {
  on<Name extends keyof PhoneNews>(name: Name, listener: PhoneNews[Name]): void;
}
