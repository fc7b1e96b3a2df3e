import { errors } from './en/errors.ts';
import { home } from './en/home.ts';
import { signIn } from './en/sign-in.ts';

/** All English words needed before any page of the account is opened; the other languages follow its keys. */
export const en = { ...signIn, ...home, ...errors } as const;
