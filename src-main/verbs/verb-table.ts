import type { z } from 'zod';
import type { Result } from '../../preload/contract/errors.ts';
import { type LoginVerbs, verbs } from '../../preload/contract/verbs.ts';
import { toFailure } from '../errors/login-error.ts';
import {
  type AccountVerbNeeds,
  accountVerbs,
  type SignInVerbNeeds,
  signInVerbs,
} from './account-verbs.ts';
import { type ReviewVerbNeeds, reviewVerbs } from './review-verbs.ts';
import type { Rows, VerbArguments, VerbName } from './row.ts';
import { type WindowVerbNeeds, windowVerbs } from './window-verbs.ts';

/** What the verbs run with, all together; built once. */
export type VerbNeeds = SignInVerbNeeds & AccountVerbNeeds & ReviewVerbNeeds & WindowVerbNeeds;

const written = { ...signInVerbs, ...accountVerbs, ...reviewVerbs, ...windowVerbs };

/** Never for a verb whose schema lets through less than the contract names; that none lets through more, `Rows` says. */
type InFull = {
  readonly [Verb in VerbName]: VerbArguments<Verb> extends z.output<(typeof written)[Verb]['takes']>
    ? unknown
    : never;
};

/** The row of every verb. One that is missing, or takes other arguments than the contract says, does not compile. */
const table: Rows<VerbNeeds> = written satisfies InFull;

/** The arguments of `verb` if they are exactly as its row says, else null; never throws, whatever a getter does. */
export function parseVerbArguments<Verb extends VerbName>(
  verb: Verb,
  args: readonly unknown[],
): VerbArguments<Verb> | null {
  try {
    const parsed = table[verb].takes.safeParse(args);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** One function per verb, each the run of its row; none rejects. */
export function createVerbs(needs: VerbNeeds): LoginVerbs {
  const functions = verbs.map((verb) => {
    const run = table[verb].run as (needs: VerbNeeds, ...args: readonly unknown[]) => unknown;
    return [verb, (...args: readonly unknown[]) => answer(() => run(needs, ...args))];
  });
  return Object.fromEntries(functions) as LoginVerbs;
}

/** Whatever was thrown is answered as data, without message or stack. */
async function answer(action: () => unknown): Promise<Result<unknown>> {
  try {
    return { ok: true, value: (await action()) ?? null };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) };
  }
}
