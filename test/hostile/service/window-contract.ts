import { z } from 'zod';
import type {
  AccountSecurity,
  AuditPage,
  BreakGlassCode,
  DeviceView,
  Review,
} from '../../../preload/contract/account-pages.ts';
import { deskNotices } from '../../../preload/contract/desk.ts';
import { errorCodes, type Failure } from '../../../preload/contract/errors.ts';
import {
  askablePages,
  type LoginState,
  locales,
  settingsNotices,
} from '../../../preload/contract/state.ts';
import { limits, mostNewLinks, mostOffered } from '../../../preload/contract/verbs.ts';
import { plainText } from '../../../preload/foreign-text.ts';
import type { SoftphoneAccessToken } from '../../../src-main/session/softphone-tokens.ts';
import type { Provisioning } from '../../../src-main/sonar/sonar-service.ts';

/**
 * What the window may be told, written down a second time: each value exactly as `preload/contract` says, no member
 * more, no text longer than its limit, none with characters that turn or break a line.
 */

/** Any text for people. */
function text(max: number) {
  return z.string().refine((value) => [...value].length <= max && plainText(value) === value);
}

const id = z.string().min(1).max(limits.id);
const email = text(limits.email);
const time = z.iso.datetime();
const day = z.iso.date();
const provider = z.enum(['google', 'microsoft']);
const linkedBy = z.enum(['match', 'password', 'settings']);
const identity = z.strictObject({ provider, email: email.nullable() });

/** One thing that went wrong. */
export const failureSchema = z.strictObject({
  code: z.enum(errorCodes),
  provider: provider.exactOptional(),
  email: email.exactOptional(),
  accountId: id.exactOptional(),
  secret: z.literal('code').exactOptional(),
  triesLeft: z.int().min(0).exactOptional(),
  retryAt: time.exactOptional(),
  certificateIssuer: text(100).exactOptional(),
  correlationId: text(100).exactOptional(),
  providerErrorNumber: text(100).exactOptional(),
}) satisfies z.ZodType<Failure>;

const failure = failureSchema.nullable();
const summary = {
  id,
  name: text(limits.name).min(1),
  organization: text(limits.name),
  extension: text(limits.extension),
  username: text(limits.username),
};

const session = z.union([
  z.strictObject({ status: z.literal('signed-out'), failure }),
  z.strictObject({ status: z.enum(['online', 'renewing']), failure: z.null() }),
  z.strictObject({ status: z.literal('offline'), failure: failureSchema }),
]);

const account = z.strictObject({
  ...summary,
  identity: identity.nullable(),
  endsAt: time.nullable(),
  isOfficeManager: z.boolean(),
  session,
  confirmWith: provider.nullable(),
  needsAdministrator: failure,
  emailRenamedFrom: email.nullable(),
  newLinks: z
    .array(
      z.strictObject({
        id,
        provider,
        email: email.nullable(),
        linkedBy,
        linkedAt: time,
        device: text(128).nullable(),
      }),
    )
    .max(mostNewLinks),
  newCodes: z
    .array(
      z.strictObject({
        id,
        issuedBy: text(limits.name).nullable(),
        issuedAt: time,
        usedAt: time.nullable(),
        device: text(128).nullable(),
      }),
    )
    .max(mostNewLinks),
});

const busy = z.boolean();
const view = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('starting') }),
  z.strictObject({ kind: z.literal('signed-out'), failure }),
  z.strictObject({
    kind: z.literal('waiting-for-browser'),
    provider,
    deadline: z.int(),
    asksToAgree: z.boolean(),
    browserOpened: z.boolean(),
    failure,
  }),
  z.strictObject({ kind: z.literal('checking'), provider: provider.nullable() }),
  z.strictObject({
    kind: z.literal('choosing'),
    identity,
    accounts: z.array(z.strictObject(summary)).min(1).max(mostOffered),
    count: z.int().positive(),
    reason: z.enum(['first-time', 'always-ask', 'remembered-vanished', 'remembered-open']),
    remember: z.strictObject({ initially: z.boolean(), locked: z.boolean() }),
    busy,
    failure,
  }),
  z.strictObject({
    kind: z.literal('linking'),
    identity,
    reason: z.enum(['no-account', 'address-recycled', 'link-removed', 'not-authoritative']),
    busy,
    failure,
  }),
  z.strictObject({ kind: z.literal('confirming-link'), identity, accountId: id, busy, failure }),
  z.strictObject({ kind: z.literal('signed-in'), accountId: id, failure }),
]);

const policy = z.strictObject({
  providers: z.array(z.strictObject({ provider, allowed: z.boolean() })),
  passwordAllowed: z.boolean(),
  codeAllowed: z.boolean(),
  linkingAllowed: z.boolean(),
  rememberAllowed: z.boolean(),
  preferredAccount: z
    .strictObject({ username: text(limits.username), locked: z.boolean() })
    .nullable(),
  keepSignedIn: z.boolean(),
  diagnosticsAllowed: z.boolean(),
  switchingAllowed: z.boolean(),
  locales: z.array(z.enum(locales)),
  trouble: z.null(),
});

const setting = z.strictObject({ on: z.boolean(), locked: z.boolean() });
const desk = z.strictObject({
  notifications: setting,
  startWithComputer: setting.nullable(),
  staysInTray: z.boolean(),
  notice: z.enum(deskNotices).nullable(),
});

/** All that the window knows. */
export const loginStateSchema = z.strictObject({
  view,
  canReturn: z.boolean(),
  accounts: z.array(account),
  policy,
  credentialStore: z.enum(['keychain', 'memory', 'broken']),
  settingsNotices: z.array(z.enum(settingsNotices)),
  browserSessions: z.array(provider),
  mayRefuseSwitch: z.boolean(),
  idleSignOut: z.strictObject({ at: z.number() }).nullable(),
  unsent: identity.nullable(),
  desk: desk.nullable(),
  asked: z.strictObject({ page: z.enum(askablePages), number: z.int().positive() }).nullable(),
  locale: z.enum(locales),
  appVersion: z.string(),
}) satisfies z.ZodType<LoginState>;

const link = {
  id,
  provider,
  email: email.nullable(),
  linkedBy,
  linkedAt: time,
  lastUsedAt: day.nullable(),
};

/** The page about an account's security. */
export const securitySchema = z.strictObject({
  accountId: id,
  sso: z.strictObject({ on: z.boolean(), failure }),
  addresses: z.array(
    z.strictObject({
      id,
      email,
      purpose: z.enum(['sign-in', 'notifications-only']),
      alsoOpens: z.int().min(0),
      alsoElsewhere: z.boolean(),
      warnings: z.array(z.enum(['several-addresses', 'shared-address', 'outside-domain'])),
    }),
  ),
  links: z.array(z.strictObject({ ...link, current: z.boolean() })),
  hasPassword: z.boolean(),
}) satisfies z.ZodType<AccountSecurity>;

/** The devices of an account. */
export const devicesSchema = z.array(
  z.strictObject({
    id: z.guid(),
    name: text(128).min(1),
    platform: text(32),
    appVersion: text(32),
    signedInAt: time,
    lastSeenAt: time,
    current: z.boolean(),
  }),
) satisfies z.ZodType<readonly DeviceView[]>;

/** Who can get in. */
export const reviewSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      accountId: id,
      name: text(limits.name).min(1),
      username: text(limits.username),
      extension: text(limits.extension),
      sso: z.boolean(),
      disabled: z.boolean(),
      addresses: z.array(
        z.strictObject({
          id,
          email,
          notificationsOnly: z.boolean(),
          alsoOpens: z.array(id),
          alsoElsewhere: z.boolean(),
          outsideDomain: z.boolean(),
        }),
      ),
      links: z.array(z.strictObject(link)),
      risks: z.array(
        z.enum(['several-addresses', 'shared-address', 'outside-domain', 'address-recycled']),
      ),
    }),
  ),
  recycled: z.array(z.strictObject({ id, email, provider, accounts: z.array(id), seenAt: time })),
  lastReviewedAt: time.nullable(),
}) satisfies z.ZodType<Review>;

/** What was done in an organization. */
export const auditSchema = z.strictObject({
  events: z.array(
    z.strictObject({
      id,
      at: time,
      who: text(2_400),
      what: z.string().regex(/^[a-z-]{1,64}$/),
      account: id.nullable(),
      device: text(128).nullable(),
    }),
  ),
  next: z.string().min(1).max(limits.cursor).nullable(),
}) satisfies z.ZodType<AuditPage>;

const visible = (max: number) =>
  z
    .string()
    .regex(/^[!-~]+$/)
    .max(max);

/** What the softphone registers with. */
export const provisioningSchema = z.strictObject({
  sipAddress: z.string().regex(/^sips?:[!-~]+$/),
  registrar: z.string().regex(/^sips?:[!-~]+$/),
  webSocket: z.string().regex(/^wss:\/\/[!-~]+$/),
  username: visible(256),
  password: visible(512),
  expiresAt: time,
}) satisfies z.ZodType<Provisioning>;

/** A one-time code, which an office manager reads out. */
export const codeSchema = z.strictObject({
  code: z
    .string()
    .regex(/^[0-9A-Z]+(-[0-9A-Z]+)*$/)
    .max(64),
  expiresAt: time,
}) satisfies z.ZodType<BreakGlassCode>;

/** A token of the softphone. */
export const tokenSchema = z.strictObject({
  value: visible(512),
  scope: z.literal('softphone'),
  expiresAt: time,
}) satisfies z.ZodType<SoftphoneAccessToken>;
