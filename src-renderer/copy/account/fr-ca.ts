import type { AccountMessages } from './account-catalog.ts';
import { review } from './fr-ca/review.ts';
import { security } from './fr-ca/security.ts';
import { support } from './fr-ca/support.ts';

/** The words of the account's pages in French as written in Canada. */
export const frCa: AccountMessages = { ...security, ...review, ...support };
