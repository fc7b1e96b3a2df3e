import type { Messages } from './catalog.ts';
import { errors } from './fr-ca/errors.ts';
import { home } from './fr-ca/home.ts';
import { signIn } from './fr-ca/sign-in.ts';

/** All words in French as written in Canada. */
export const frCa: Messages = { ...signIn, ...home, ...errors };
