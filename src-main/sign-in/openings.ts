import { domainToASCII } from 'node:url';
import type { Provider } from '../../preload/contract/providers.ts';
import type { LoginState } from '../../preload/contract/state.ts';
import type { HelpPage } from '../../preload/contract/verbs.ts';
import { LoginError } from '../errors/login-error.ts';

/**
 * Openings a minute that nobody has answered, and all of them: more than a hand needs, and few enough to be put away by
 * hand. Who answers is there, and may go on.
 */
const mostUnanswered = 10;
const mostOpenings = 60;
const windowMs = 60_000;

/** The one way to the system browser for everything that the window can ask for; the window is not trusted. */
export interface Openings {
  /** Opens the address that `makeUrl` makes; or makes none and throws `too-many-tries` with the time of the next one. */
  open(makeUrl: () => string): Promise<void>;
  /** The person has come back from the browser: what was opened until now was wanted. */
  noteAnswer(): void;
}

/** Opens addresses by `open`, a few a minute. `now`: milliseconds since 1970. */
export function limitOpenings(open: (url: string) => Promise<void>, now: () => number): Openings {
  let all: readonly number[] = [];
  let unanswered: readonly number[] = [];
  return {
    async open(makeUrl) {
      const at = now();
      // A time that is ahead is of a clock that was set back.
      const isRecent = (time: number) => time <= at && at - time < windowMs;
      all = all.filter(isRecent);
      unanswered = unanswered.filter(isRecent);
      const times = unanswered.length >= mostUnanswered ? unanswered : all;
      const [oldest = at] = times;
      if (times !== all || all.length >= mostOpenings) {
        const retryAt = new Date(oldest + windowMs).toISOString();
        throw new LoginError('too-many-tries', { retryAt });
      }
      all = [...all, at];
      unanswered = [...unanswered, at];
      await open(makeUrl());
    },
    noteAnswer() {
      unanswered = [];
    },
  };
}

/** A help page, or the page at which a provider ends its session in the browser. */
export type OpenedPage = HelpPage | { readonly signOutOf: Provider };

/** Help pages in the person's own browser. */
export interface HelpPages {
  /** Throws `browser-not-opened`; the address can be copied then. */
  open(page: OpenedPage): Promise<void>;
  /** The address for which no browser opened; null: there is none. */
  unopened(): string | null;
}

/** Opens help pages; the window names a page and never an address. */
export function createHelpPages(
  openings: Pick<Openings, 'open'>,
  addressOf: (page: OpenedPage) => string,
  asking: { readonly getState: () => LoginState; readonly appVersion: string },
): HelpPages {
  let unopened: string | null = null;
  return {
    async open(page) {
      const address = addressOf(page);
      const url = page === 'ask-for-pilot' ? fillPilotForm(address, asking) : address;
      unopened = url;
      await openings.open(() => url);
      unopened = null;
    },
    unopened: () => unopened,
  };
}

const domainName = /^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,10}$/;

/**
 * The address of the pilot's form with what is known of who asks: the provider and the domain of their address, and the
 * version of the app. Neither the address itself nor a name, for it is kept in the browser's history and in logs.
 */
function fillPilotForm(
  address: string,
  { getState, appVersion }: { readonly getState: () => LoginState; readonly appVersion: string },
): string {
  const { view, accounts } = getState();
  const refused =
    'failure' in view && view.failure?.code === 'sso-not-enabled' ? view.failure : null;
  const shown = view.kind === 'signed-in' ? accounts.find(({ id }) => id === view.accountId) : null;
  const { provider, email } = refused ?? shown?.identity ?? {};
  const domain = email ? domainToASCII(email.slice(email.lastIndexOf('@') + 1)) : '';
  const url = new URL(address);
  if (provider !== undefined) url.searchParams.set('provider', provider);
  if (domainName.test(domain)) url.searchParams.set('domain', domain);
  url.searchParams.set('version', appVersion);
  return url.href;
}
