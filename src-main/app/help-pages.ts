import type { HelpPage } from '../../preload/contract.ts';

/** The pages the window may have opened in the browser, by name; the window never names an address. */
export const helpPages: Readonly<Record<HelpPage, string>> = {
  'ask-for-pilot': 'https://www.net2phone.com/sonar-sso-pilot',
  help: 'https://www.net2phone.com/support',
};
