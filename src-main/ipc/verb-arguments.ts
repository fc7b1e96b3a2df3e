import { z } from 'zod';
import {
  type LoginVerbs,
  limits,
  locales,
  mostNewLinks,
  providers,
} from '../../preload/contract.ts';

/** What a parsed list of arguments is for each verb. */
export type VerbArguments = { readonly [Verb in keyof LoginVerbs]: Parameters<LoginVerbs[Verb]> };

/** Ids come from the service or from us. */
const id = z.string().min(1).max(limits.id);
/**
 * What somebody typed or pasted. Its own limit, which is lower, is held by the window's field and by the client of the
 * service: a username or password above it belongs to nobody, and that is what the person is told.
 */
const typed = z.string().max(65_536);
const provider = z.enum(providers);
/** Where a page of the audit begins: opaque, as the service gave it. */
const cursor = z.string().min(1).max(limits.cursor);

const none = z.tuple([]);
const account = z.tuple([id]);

/** The exact arguments of every verb: how many, which types, how long. A verb without a row does not compile. */
export const verbArguments = {
  getState: none,
  startSignIn: z.tuple([provider, z.strictObject({ anotherAccount: z.boolean() })]),
  goOn: none,
  openPageAgain: none,
  copyLink: none,
  cancelSignIn: none,
  chooseAccount: z.tuple([id, z.boolean()]),
  linkAccount: z.tuple([typed, typed]),
  confirmLink: none,
  signInWithPassword: z.tuple([typed, typed]),
  addAccount: none,
  switchAccount: account,
  retrySession: account,
  confirmWithProvider: account,
  proveWithProvider: account,
  proveWithPassword: z.tuple([id, typed]),
  dismissNotice: account,
  dismissNewLinks: z.tuple([id, z.array(id).max(mostNewLinks)]),
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
