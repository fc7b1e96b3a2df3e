import { z } from 'zod';
import { type LoginVerbs, locales } from '../../preload/contract.ts';

/** What a parsed list of arguments is for each verb. */
export type VerbArguments = { readonly [Verb in keyof LoginVerbs]: Parameters<LoginVerbs[Verb]> };

/** Ids come from the service or from us; 200 characters is far above both. */
const id = z.string().min(1).max(200);
/** Long enough for an e-mail address (RFC 5321 section 4.5.3.1), which some type as their username. */
const username = z.string().max(320);
/** Bounded, because the service hashes it slowly. */
const password = z.string().max(1024);
const provider = z.enum(['google', 'microsoft']);
/** Where a page of the audit begins: opaque, as the service gave it. */
const cursor = z.string().min(1).max(1024);

const none = z.tuple([]);
const account = z.tuple([id]);

/** The exact arguments of every verb: how many, which types, how long. A verb without a row does not compile. */
export const verbArguments = {
  getState: none,
  startSignIn: z.tuple([provider, z.strictObject({ anotherAccount: z.boolean() })]),
  openPageAgain: none,
  copyLink: none,
  cancelSignIn: none,
  chooseAccount: z.tuple([id, z.boolean()]),
  linkAccount: z.tuple([username, password]),
  signInWithPassword: z.tuple([username, password]),
  addAccount: none,
  switchAccount: account,
  retrySession: account,
  confirmWithProvider: account,
  dismissNotice: account,
  dismissSettingsNotice: none,
  signOut: account,
  removeAccount: account,
  signOutEverywhere: account,
  getRememberedChoices: none,
  setRememberedChoice: z.tuple([id, id.nullable()]),
  forgetRememberedChoice: account,
  getAccountSecurity: account,
  turnOnProvider: z.tuple([id, provider]),
  turnOffProvider: z.tuple([id, provider, z.boolean()]),
  removeLink: z.tuple([id, id, z.boolean()]),
  getDevices: account,
  signOutDevice: z.tuple([id, id]),
  getReview: account,
  setAccountSso: z.tuple([id, id, z.boolean()]),
  setAddressPurpose: z.tuple([id, id, z.enum(['sign-in', 'notifications-only'])]),
  removeReviewedLink: z.tuple([id, id]),
  decideRecycledAddress: z.tuple([id, id, z.enum(['approve', 'refuse'])]),
  exportReview: account,
  getAudit: z.tuple([id, cursor.nullable()]),
  setLocale: z.tuple([z.enum(locales)]),
  openHelpPage: z.tuple([z.enum(['ask-for-pilot', 'help'])]),
  fitWindow: z.tuple([z.enum(['sign-in', 'account'])]),
  copyDetails: none,
  runSelfTest: none,
} satisfies { readonly [Verb in keyof VerbArguments]: z.ZodType<VerbArguments[Verb]> };

/** The arguments of `verb` if they are exactly as its row says, else null; never throws, whatever a getter does. */
export function parseVerbArguments<Verb extends keyof LoginVerbs>(
  verb: Verb,
  args: readonly unknown[],
): VerbArguments[Verb] | null {
  const schema: z.ZodType = verbArguments[verb];
  try {
    const parsed = schema.safeParse(args);
    return parsed.success ? (parsed.data as VerbArguments[Verb]) : null;
  } catch {
    return null;
  }
}
