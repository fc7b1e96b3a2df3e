import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { deskNotices } from '../../preload/contract/desk.ts';
import { errorCodes } from '../../preload/contract/errors.ts';
import { providers } from '../../preload/contract/providers.ts';
import { locales, mendedKinds } from '../../preload/contract/state.ts';
import { limits } from '../../preload/contract/verbs.ts';
import { text } from '../common/text-value.ts';

// Whatever is accepted from the service or a provider can be read again at the next start: the limits are the same.
const id = z.string().min(1).max(limits.id);
const name = text(0, limits.name);
const email = text(0, limits.email);
/** Names an identity or a credential: an issuer or a tenant with the provider's identifier. */
const key = z.string().min(1).max(2000);
/** The tenant or domain of an identity. */
const domain = z.string().max(2000);
/** What is no time was long ago: whatever hangs on it is due, and the rest of the account stays. */
const longAgo = new Date(0).toISOString();
const time = z.iso.datetime().max(40).catch(longAgo);
const pixels = z.number().int().min(-100_000).max(100_000);

const label = z.object({ provider: z.enum(providers), email: email.nullable() });

const summary = z.object({
  id,
  name,
  organization: name,
  extension: text(0, limits.extension),
  username: text(0, limits.username),
});

/** One account of the index, as it lies on disk. */
export const accountSchema = z.object({
  summary,
  isOfficeManager: z.boolean(),
  identity: z.object({ key, label, organization: domain.nullable().optional() }).nullable(),
  signedIn: z.boolean(),
  endedBy: z.enum(errorCodes).nullable(),
  signedInAt: time,
  lastUsedAt: time,
  verifiedAt: time.nullable(),
  reverifyBy: time.nullable(),
  emailRenamedFrom: email.nullable(),
  // What is no time has passed; what is not there must not become one.
  endsAt: z.union([z.undefined(), time]).optional(),
  // What cannot be read is asked once more.
  isFirstTimeOver: z.literal(true).optional().catch(undefined),
  reminderDismissedAt: z.iso.datetime().max(40).optional().catch(undefined),
});

/** One remembered choice, as it lies on disk. */
export const choiceSchema = z.object({ identityKey: key, label, account: summary.nullable() });

/** Where the window was. */
const windowBoundsSchema = z.object({
  x: pixels,
  y: pixels,
  width: pixels.min(1),
  height: pixels.min(1),
  isMaximized: z.boolean(),
});

/** The single values, each with what is taken when it is missing. */
export const valueSchemas = {
  profileId: z.string().regex(/^[0-9a-f]{16,64}$/),
  deviceId: z.uuid(),
  activeAccountId: id.nullable(),
  locale: z.enum(locales).nullable(),
  windowBounds: windowBoundsSchema.nullable(),
  mended: z.enum(mendedKinds).nullable(),
  /** Null: the person has not chosen. */
  notifications: z.boolean().nullable().default(null),
  /** What was last asked of the system, by the person or a policy; whether it is still so only the system knows. */
  startWithComputer: z.boolean().nullable().default(null),
  /** Whether an enforced policy has changed what the system had, and not the person. */
  isAutostartByPolicy: z.boolean().default(false),
  /** Absent: the occasion has not come yet. */
  deskNotices: z.partialRecord(z.enum(deskNotices), z.enum(['due', 'told'])).default({}),
  /** Whether this profile had its one sign-in that begins by itself, or is past it. */
  hasStartedSignIn: z.boolean().default(false),
} as const;

/** The lists; a broken entry is left out, the rest stays. */
export const listSchemas = {
  accounts: accountSchema,
  choices: choiceSchema,
  pendingRemovals: key,
} as const;

type Values = { readonly [Key in keyof typeof valueSchemas]: z.infer<(typeof valueSchemas)[Key]> };
type Lists = {
  readonly [Key in keyof typeof listSchemas]: readonly z.infer<(typeof listSchemas)[Key]>[];
};

/** Everything the preferences hold. No secret, and no address that the app would trust: those are compiled in or policy. */
export type PreferencesData = Values & Lists;

/** What concerns the app outside of its window. */
export type DeskPreferences = Pick<
  PreferencesData,
  'notifications' | 'startWithComputer' | 'isAutostartByPolicy' | 'deskNotices' | 'hasStartedSignIn'
>;

/** Position and size of the window, in the screen's own units. */
export type WindowBounds = Readonly<z.infer<typeof windowBoundsSchema>>;

/** What a new profile starts with. */
export function createDefaults(): PreferencesData {
  return {
    profileId: randomBytes(16).toString('hex'),
    deviceId: randomUUID(),
    accounts: [],
    activeAccountId: null,
    pendingRemovals: [],
    choices: [],
    locale: null,
    windowBounds: null,
    mended: null,
    notifications: null,
    startWithComputer: null,
    isAutostartByPolicy: false,
    deskNotices: {},
    hasStartedSignIn: false,
  };
}
