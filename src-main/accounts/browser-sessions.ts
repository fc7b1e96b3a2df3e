import { type Provider, providers } from '../../preload/contract/providers.ts';
import type { AccountIndex } from '../session/account-index.ts';
import type { HelpPages } from '../sign-in/openings.ts';

/**
 * The providers at which somebody who has signed out of a shared computer may still be signed in, in its browser. Nobody
 * can look into the browser: what is known is who was signed in here by it.
 */
export interface BrowserSessions {
  list(): readonly Provider[];
  /** Looks who is signed in now; to be called after each change. */
  look(): void;
  /** The person has gone to sign out there, or somebody signs in anew. */
  forget(provider: Provider): void;
}

/** Begins with none. `isShared`: whether nothing may be left behind on this computer. */
export function createBrowserSessions(
  index: Pick<AccountIndex, 'list'>,
  isShared: () => boolean,
  onChange: () => void,
): BrowserSessions {
  const signedIn = new Set<Provider>();
  const left = new Set<Provider>();
  return {
    list: () => (isShared() ? providers.filter((provider) => left.has(provider)) : []),
    look() {
      const now = new Set(
        index.list().flatMap((account) => {
          return account.signedIn && account.identity ? [account.identity.label.provider] : [];
        }),
      );
      for (const provider of providers) {
        if (now.has(provider)) {
          signedIn.add(provider);
          left.delete(provider);
        } else if (signedIn.delete(provider)) left.add(provider);
      }
    },
    forget(provider) {
      if (left.delete(provider)) onChange();
    },
  };
}

/** What a provider's sign-out page is opened with. */
export interface BrowserSessionNeeds {
  readonly helpPages: Pick<HelpPages, 'open'>;
  readonly browserSessions: Pick<BrowserSessions, 'forget'>;
}

/**
 * Opens the page at which the provider ends its session in the person's browser, for all of their accounts there. Throws
 * `browser-not-opened`; the address can be copied then.
 */
export async function endBrowserSession(
  { helpPages, browserSessions }: BrowserSessionNeeds,
  provider: Provider,
): Promise<void> {
  await helpPages.open({ signOutOf: provider });
  browserSessions.forget(provider);
}
