import { z } from 'zod';
import { type Provider, providers } from '../../preload/contract/providers.ts';
import { type AskablePage, askablePages } from '../../preload/contract/state.ts';
import { limits } from '../../preload/contract/verbs.ts';
import { SetupError } from '../errors/login-error.ts';

/** Whom a sign-in is for, as far as the softphone knows. */
export interface SignInHint {
  /** Starts the sign-in at this provider, at once. */
  readonly provider?: Provider | undefined;
  /**
   * The address that the provider's page is filled in with; together with `provider`. The provider is asked to show its
   * account picker all the same after somebody signed out here.
   */
  readonly email?: string | undefined;
}

const accountId = z.string().min(1).max(limits.id);
const page = z.enum(askablePages);
const hint = z.strictObject({
  provider: z.enum(providers).optional(),
  email: z
    .string()
    .max(limits.email)
    .regex(/^[^\s\p{C}@]+@[^\s\p{C}@]+$/u)
    .optional(),
});

/** The id of an account. Throws a `SetupError` for what can be none. */
export function readAccountId(value: unknown): string {
  const id = readWith(accountId, value);
  if (id === null) {
    const what = `a text of 1 to ${limits.id} characters, as getSessions() answers it`;
    throw badArgument('accountId', `Pass accountId as the id of an account: ${what}.`);
  }
  return id;
}

/** The same where it may be left out, which means the current session. */
export function readOptionalAccountId(value: unknown): string | undefined {
  return value === undefined ? undefined : readAccountId(value);
}

/** The page that the window is asked for; left out: whichever it shows. Throws a `SetupError` for one that is none. */
export function readPage(value: unknown): AskablePage | undefined {
  if (value === undefined) return undefined;
  const read = readWith(page, value);
  if (read !== null) return read;
  throw badArgument(
    'page',
    `Pass one of these as page, or leave it out: ${askablePages.join(', ')}.`,
  );
}

/** What a sign-in is started with. Throws a `SetupError` that names the part that is wrong. */
export function readHint(value: unknown): SignInHint {
  if (value === undefined) return {};
  const read = readWith(hint, value);
  if (read === null) throw badHint(value);
  if (read.email !== undefined && read.provider === undefined) {
    throw badArgument('hint.provider', 'Pass hint.provider together with hint.email.');
  }
  return read;
}

/** A function. Throws a `SetupError` that names the argument for anything else. */
export function readFunction<T>(key: string, value: T): T {
  if (typeof value === 'function') return value;
  throw badArgument(key, `Pass a function as ${key}.`);
}

/** Null: it does not fit, or throws when it is looked at. */
function readWith<T>(schema: z.ZodType<T>, value: unknown): T | null {
  try {
    return schema.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}

function badHint(value: unknown): SetupError {
  const whole = badArgument(
    'hint',
    'Pass hint as an object with provider and email, or leave it out.',
  );
  try {
    const issue = hint.safeParse(value).error?.issues[0];
    if (issue === undefined) return whole;
    const [key] = issue.code === 'unrecognized_keys' ? issue.keys : issue.path;
    switch (key) {
      case undefined:
        return whole;
      case 'provider':
        return badArgument('hint.provider', `Pass ${providers.join(' or ')} as hint.provider.`);
      case 'email':
        return badArgument('hint.email', 'Pass one e-mail address as hint.email.');
      default:
        return badArgument(`hint.${String(key)}`, 'Pass provider and email in hint, no more.');
    }
  } catch {
    return whole;
  }
}

function badArgument(key: string, message: string): SetupError {
  return new SetupError('bad-argument', key, message);
}
