import { z } from 'zod';
import type { Result } from '../../preload/contract/errors.ts';
import { providers } from '../../preload/contract/providers.ts';
import type { LoginVerbs } from '../../preload/contract/verbs.ts';
import { limits } from '../../preload/contract/verbs.ts';

/** The name of a verb. */
export type VerbName = keyof LoginVerbs;

/** What a verb takes, as the contract says it. */
export type VerbArguments<Verb extends VerbName> = Parameters<LoginVerbs[Verb]>;

type Soon<Value> = Value | Promise<Value>;

/** What running a verb gives: the value that its result carries, or nothing where that is null. */
type VerbAnswer<Verb extends VerbName> =
  Awaited<ReturnType<LoginVerbs[Verb]>> extends Result<infer Value>
    ? [Value] extends [null]
      ? Soon<void>
      : Soon<Value>
    : never;

/** One verb: the schema of its arguments, and what runs when they are as it says. What it throws becomes its failure. */
interface Row<Verb extends VerbName, Needs> {
  readonly takes: z.ZodType<VerbArguments<Verb>>;
  readonly run: (needs: Needs, ...args: VerbArguments<Verb>) => VerbAnswer<Verb>;
}

/** A row for every verb. */
export type Rows<Needs> = { readonly [Verb in VerbName]: Row<Verb, Needs> };

/** Ids come from the service or from us. */
export const id = z.string().min(1).max(limits.id);

/**
 * What somebody typed or pasted. Its own limit, which is lower, is held by the window's field and by the client of the
 * service: a username or password above it belongs to nobody, and that is what the person is told.
 */
export const typed = z.string().max(65_536);

/** The provider as a choice. */
export const provider = z.enum(providers);

/** For a verb without arguments. */
export const nothing = z.tuple([]);

/** For a verb that takes the id of an account and no more. */
export const account = z.tuple([id]);
