import type { AccountMessages } from './account-catalog.ts';
import { review } from './es/review.ts';
import { security } from './es/security.ts';
import { support } from './es/support.ts';

/** The words of the account's pages in Spanish. */
export const es: AccountMessages = { ...security, ...review, ...support };
