import type { LineCredentials } from '../contract.ts';

/** Nothing is asked for more often than this, whatever the clocks say. */
const shortestMs = 5_000;
/** Timers count up to about 24 days. */
const longestMs = 24 * 60 * 60_000;
const longestWaitMs = 60_000;

/** How long credentials are used before new ones are fetched: half of their life, so that a failure leaves time to try. */
export function renewalDelayMs(expiresAt: number, now: number): number {
  return Math.min(Math.max((expiresAt - now) / 2, shortestMs), longestMs);
}

/** How long to wait after so many failures in a row: 2, 4, 8 … 60 s. */
export function retryDelayMs(failures: number): number {
  return Math.min(1_000 * 2 ** Math.min(failures, 16), longestWaitMs);
}

/** An account whose line is to be registered. */
export interface LineAccount {
  readonly id: string;
  readonly name: string;
}

/** What the module answers for an account: where to register, and with what. */
interface Credentials {
  readonly sipAddress: string;
  readonly webSocket: string;
  readonly username: string;
  readonly password: string;
  readonly expiresAt: string;
}

interface RegistrationParts {
  readonly fetch: (accountId: string) => Promise<Credentials>;
  /** Says in words why the module has no credentials. */
  readonly explain: (error: unknown) => string;
  /** Hands new credentials to the line. */
  readonly push: (credentials: LineCredentials) => void;
  readonly onProblemChanged: () => void;
}

/** Keeps every signed-in account in credentials. */
export interface Registrations {
  /** Starts what is new, and forgets what is no longer signed in, its credentials with it. */
  follow(accounts: readonly LineAccount[]): void;
  /** Fetches new credentials now; without an id for every line. */
  renew(accountId?: string): void;
  /** The registrar took the credentials of a line, or did not: then new ones are fetched, later each time. */
  tell(accountId: string, outcome: 'registered' | 'refused'): void;
  /** A page that has just been loaded knows none. */
  pushAll(): void;
  getProblem(accountId: string): string | null;
}

interface Entry {
  readonly account: LineAccount;
  credentials: LineCredentials | null;
  problem: string | null;
  /** In a row, of asking the module and of registering. */
  unfetched: number;
  refused: number;
  isFetching: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** Fetches the credentials of every line, and new ones at half of their life. They are nowhere but in memory. */
export function createRegistrations(parts: RegistrationParts): Registrations {
  const entries = new Map<string, Entry>();

  function schedule(entry: Entry, delayMs: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void renewEntry(entry), delayMs);
  }

  function setProblem(entry: Entry, problem: string | null): void {
    if (entry.problem === problem) return;
    entry.problem = problem;
    parts.onProblemChanged();
  }

  async function renewEntry(entry: Entry): Promise<void> {
    if (entry.isFetching) return;
    entry.isFetching = true;
    clearTimeout(entry.timer);
    const { id, name } = entry.account;
    try {
      const { expiresAt, ...fetched } = await parts.fetch(id);
      if (entries.get(id) !== entry) return;
      const { sipAddress, webSocket, username, password } = fetched;
      const end = Date.parse(expiresAt);
      entry.credentials = {
        accountId: id,
        displayName: name,
        sipAddress,
        webSocket,
        username,
        password,
        expiresAt: end,
      };
      schedule(entry, renewalDelayMs(end, Date.now()));
      entry.unfetched = 0;
      setProblem(entry, null);
      parts.push(entry.credentials);
    } catch (error) {
      if (entries.get(id) !== entry) return;
      entry.unfetched += 1;
      schedule(entry, retryDelayMs(entry.unfetched));
      setProblem(entry, parts.explain(error));
    } finally {
      entry.isFetching = false;
    }
  }

  return {
    follow(accounts) {
      for (const [id, entry] of entries) {
        if (accounts.some((account) => account.id === id)) continue;
        clearTimeout(entry.timer);
        entries.delete(id);
      }
      for (const account of accounts) {
        if (entries.has(account.id)) continue;
        const fresh = {
          credentials: null,
          problem: null,
          unfetched: 0,
          refused: 0,
          isFetching: false,
        };
        const entry: Entry = { account, ...fresh, timer: undefined };
        entries.set(account.id, entry);
        void renewEntry(entry);
      }
    },
    renew(accountId) {
      for (const entry of entries.values()) {
        if (accountId === undefined || entry.account.id === accountId) void renewEntry(entry);
      }
    },
    tell(accountId, outcome) {
      const entry = entries.get(accountId);
      if (entry === undefined) return;
      if (outcome === 'registered') {
        entry.refused = 0;
        return;
      }
      // The same credentials would be refused again.
      entry.refused += 1;
      schedule(entry, retryDelayMs(entry.refused));
    },
    pushAll() {
      for (const { credentials } of entries.values()) {
        if (credentials !== null) parts.push(credentials);
      }
    },
    getProblem: (accountId) => entries.get(accountId)?.problem ?? null,
  };
}
