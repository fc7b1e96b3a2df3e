import { review } from './en/review.ts';
import { security } from './en/security.ts';
import { support } from './en/support.ts';

/** All English words of the account's pages; the other languages follow its keys. */
export const en = { ...security, ...review, ...support } as const;
