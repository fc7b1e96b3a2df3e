import type { HelpPage } from '../../preload/contract.ts';

/** Help pages in the person's own browser. */
export interface HelpInBrowser {
  /** Throws `browser-not-opened`; the address can be copied then. */
  open(page: HelpPage): Promise<void>;
  /** The address for which no browser opened; null: there is none. */
  unopened(): string | null;
}

/** Opens help pages; the window names a page and never an address. */
export function createHelpInBrowser(parts: {
  readonly helpAddress: (page: HelpPage) => string;
  readonly openBrowser: (url: string) => Promise<void>;
}): HelpInBrowser {
  let unopened: string | null = null;
  return {
    async open(page) {
      unopened = parts.helpAddress(page);
      await parts.openBrowser(unopened);
      unopened = null;
    },
    unopened: () => unopened,
  };
}
