import type { Messages } from './catalog.ts';
import { errors } from './es/errors.ts';
import { home } from './es/home.ts';
import { signIn } from './es/sign-in.ts';

/** All words in Spanish. */
export const es: Messages = { ...signIn, ...home, ...errors };
