import { z } from 'zod';
import type { components } from './generated/openapi.ts';

type Wire = components['schemas'];

const secret = z.string().min(1).max(512);
const time = z.iso.datetime();

const account = z.object({
  id: z.string().min(1).max(64),
  name: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  extension: z.string(),
  username: z.string(),
  isOfficeManager: z.boolean(),
}) satisfies z.ZodType<Wire['Account']>;

const identity = z.object({
  provider: z.enum(['google', 'microsoft']),
  email: z.string().nullable(),
}) satisfies z.ZodType<Wire['IdentityLabel']>;

/** A session as the service must send it: tokens are stored only if everything else is sound. */
export const sessionSchema = z.object({
  sessionId: z.string().min(1),
  accessToken: secret,
  accessTokenExpiresIn: z.number().nonnegative(),
  refreshToken: secret,
  account,
  identity: identity.nullable(),
  linkedBy: z.enum(['match', 'password', 'settings']).nullable(),
  verifiedAt: time.nullable(),
  reverifyBy: time.nullable(),
  reverifyRequiredAt: time.nullable(),
  emailRenamedFrom: z.string().nullable(),
}) satisfies z.ZodType<Wire['Session']>;

/** What the service may decide about an identity. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('session'), session: sessionSchema }),
  z.object({
    outcome: z.literal('offer'),
    ticket: secret,
    expiresAt: time,
    identity,
    accounts: z.array(account).min(1),
  }),
  z.object({
    outcome: z.literal('link-required'),
    ticket: secret,
    expiresAt: time,
    identity,
    reason: z.enum(['no-account', 'address-recycled', 'link-removed', 'not-authoritative']),
  }),
]) satisfies z.ZodType<Wire['SignInOutcome']>;

/** What a fresh ID token proved of a running session. */
export const verificationSchema = z.object({
  reverifyBy: time,
  email: z.string().nullable(),
  emailRenamedFrom: z.string().nullable(),
}) satisfies z.ZodType<Omit<Wire['Verification'], 'verifiedAt' | 'reverifyRequiredAt'>>;
