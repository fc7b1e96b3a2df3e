/** Generated from ../openapi.yaml by build/codegen/generate.ts. Change that document, not this file. */
import { z } from 'zod';
import { text, withoutRepeats } from '../../text-value.ts';

export const Health = z.lazy(() => z.object({ status: z.literal("ok"), }));

export const Id = z.lazy(() => z.string().min(1).max(64).regex(new RegExp("^[A-Za-z0-9._-]+$", 'u')));

export const Token = z.lazy(() => z.string().min(1).max(512).regex(new RegExp("^[!-~]+$", 'u')));

export const Name = z.lazy(() => text(0, 2000));

export const Organization = z.lazy(() => z.object({ id: Id, name: Name, }));

export const Extension = z.lazy(() => text(0, 256));

export const ShownUsername = z.lazy(() => text(0, 256));

export const Account = z.lazy(() => z.object({ id: Id, name: Name, organization: Organization, extension: Extension, username: ShownUsername, isOfficeManager: z.boolean(), }));

export const Provider = z.lazy(() => z.enum(["google","microsoft"]));

export const Email = z.lazy(() => text(1, 320));

export const OptionalEmail = z.lazy(() => Email.nullable());

export const IdentityLabel = z.lazy(() => z.object({ provider: Provider, email: OptionalEmail, }));

export const LinkedBy = z.lazy(() => z.enum(["match","password","settings"]));

export const Timestamp = z.lazy(() => z.iso.datetime());

export const DeviceName = z.lazy(() => text(0, 128));

export const NewLink = z.lazy(() => z.object({ id: Id, provider: Provider, email: OptionalEmail, linkedBy: LinkedBy, linkedAt: Timestamp, device: DeviceName.nullable(), }));

export const Session = z.lazy(() => z.object({ sessionId: Id, accessToken: Token, accessTokenExpiresIn: z.int().min(0).max(2592000), refreshToken: Token, account: Account, identity: IdentityLabel.nullable(), linkedBy: LinkedBy.nullable(), verifiedAt: Timestamp.nullable(), reverifyBy: Timestamp.nullable(), reverifyRequiredAt: Timestamp.nullable(), emailRenamedFrom: Email.nullable(), newLinks: z.array(NewLink).max(100), }));

export const SessionOutcome = z.lazy(() => z.object({ outcome: z.literal("session"), session: Session, }));

export const OfferOutcome = z.lazy(() => z.object({ outcome: z.literal("offer"), ticket: Token, expiresAt: Timestamp, identity: IdentityLabel, accounts: z.array(Account).min(1), }));

export const LinkRequiredOutcome = z.lazy(() => z.object({ outcome: z.literal("link-required"), ticket: Token, expiresAt: Timestamp, identity: IdentityLabel, reason: z.enum(["no-account","address-recycled","link-removed","not-authoritative"]), }));

export const SignInOutcome = z.lazy(() => z.discriminatedUnion('outcome', [SessionOutcome, OfferOutcome, LinkRequiredOutcome]));

export const Verification = z.lazy(() => z.object({ verifiedAt: Timestamp, reverifyBy: Timestamp, reverifyRequiredAt: Timestamp, email: OptionalEmail, emailRenamedFrom: OptionalEmail, }));

export const SignedOutEverywhere = z.lazy(() => z.object({ ended: z.int().min(0), }));

export const MyAccount = z.lazy(() => z.object({ id: Id, name: Name, organization: Organization, extension: Extension, username: ShownUsername, isOfficeManager: z.boolean(), sso: z.object({ on: z.boolean(), reason: z.enum(["sso-turned-off","sso-not-enabled"]).nullable(), }), }));

export const AddressPurpose = z.lazy(() => z.enum(["sign-in","notifications-only"]));

export const Address = z.lazy(() => z.object({ id: Id, email: Email, purpose: AddressPurpose, opens: z.int().min(0), alsoElsewhere: z.boolean(), warnings: withoutRepeats(z.array(z.enum(["several-addresses","shared-address","outside-domain"]))), }));

export const Day = z.lazy(() => z.iso.date());

export const Link = z.lazy(() => z.object({ id: Id, provider: Provider, email: OptionalEmail, linkedBy: LinkedBy, linkedAt: Timestamp, lastUsedAt: Day.nullable(), current: z.boolean(), }));

export const AccountSecurity = z.lazy(() => z.object({ addresses: z.array(Address), links: z.array(Link), hasPassword: z.boolean(), organizationProviders: withoutRepeats(z.array(Provider)), }));

export const ProviderTurnedOff = z.lazy(() => z.object({ removed: z.int().min(0), }));

export const Platform = z.lazy(() => text(0, 32));

export const AppVersion = z.lazy(() => text(0, 32));

export const DeviceEntry = z.lazy(() => z.object({ id: z.guid(), name: DeviceName, platform: Platform, appVersion: AppVersion, signedInAt: Timestamp, lastSeenAt: Timestamp, current: z.boolean(), }));

export const Devices = z.lazy(() => z.object({ devices: z.array(DeviceEntry), }));

export const SoftphoneToken = z.lazy(() => z.object({ accessToken: Token, accessTokenExpiresIn: z.int().min(0).max(2592000), }));

export const SipUri = z.lazy(() => z.string().max(512).regex(new RegExp("^sips?:[!-~]+$", 'u')));

export const Provisioning = z.lazy(() => z.object({ sipAddress: SipUri, registrar: SipUri, username: z.string().min(1).max(256).regex(new RegExp("^[!-~]+$", 'u')), password: z.string().min(1).max(512).regex(new RegExp("^[!-~]+$", 'u')), expiresAt: Timestamp, }));

export const ReviewAddress = z.lazy(() => z.object({ addressId: Id, email: Email, notificationsOnly: z.boolean(), alsoOpens: z.array(Id), alsoElsewhere: z.boolean(), outsideDomain: z.boolean(), }));

export const ReviewLink = z.lazy(() => z.object({ linkId: Id, provider: Provider, email: OptionalEmail, linkedBy: LinkedBy, linkedAt: Timestamp, lastUsedAt: Day.nullable(), }));

export const ReviewRow = z.lazy(() => z.object({ accountId: Id, name: Name, username: ShownUsername, extension: Extension, sso: z.enum(["on","off"]), disabled: z.boolean(), addresses: z.array(ReviewAddress), links: z.array(ReviewLink), risks: withoutRepeats(z.array(z.enum(["several-addresses","shared-address","outside-domain","address-recycled"]))), }));

export const RecycledAddress = z.lazy(() => z.object({ id: Id, email: Email, provider: Provider, accountIds: z.array(Id), seenAt: Timestamp, }));

export const Review = z.lazy(() => z.object({ rows: z.array(ReviewRow), recycled: z.array(RecycledAddress), }));

export const AuditAction = z.lazy(() => z.enum(["signed-in","sign-in-refused","password-refused","offered","link-required","linked","link-removed","link-ended","provider-turned-off","session-refreshed","session-ended","refresh-token-reused","session-key-refused","reverified","reverify-refused","signed-out","signed-out-everywhere","device-signed-out","softphone-token-issued","new-links-told","provisioned","account-sso-changed","address-purpose-changed","address-recycled","recycled-decided","review-exported","changed-by-operator"]));

export const AuditEvent = z.lazy(() => z.object({ id: Id, at: Timestamp, who: text(0, 2400), what: z.union([AuditAction, z.string().max(64).regex(new RegExp("^[a-z-]+$", 'u'))]), accountId: Id.nullable(), device: DeviceName.nullable(), detail: text(0, 2400).nullable(), }));

export const Cursor = z.lazy(() => z.string().min(1).max(64).regex(new RegExp("^[!-~]+$", 'u')));

export const AuditPage = z.lazy(() => z.object({ events: z.array(AuditEvent), next: Cursor.nullable(), }));

export const ProblemCode = z.lazy(() => z.enum(["identity-not-verified","clock-skew","account-disabled","sso-turned-off","sso-not-enabled","wrong-credentials","too-many-tries","already-linked","ticket-expired","not-in-offer","session-ended","reverify-required","access-token-expired","insufficient-scope","not-office-manager","not-found","last-way-in","bad-request","idempotency-key-reused","service-unavailable","internal-error"]));

export const Problem = z.lazy(() => z.object({ type: z.url(), title: text(0), status: z.int().min(400).max(599), detail: text(0).optional(), code: ProblemCode, triesLeft: z.int().min(0).nullable().optional(), retryAt: Timestamp.optional(), pilotUrl: z.url().optional(), }));

/** For each operation its success: status, media type, and the schema of the body. */
export const answers = {
  '/health': { get: { status: 200, mediaType: 'application/json', body: Health }, },
  '/sign-ins': { post: { status: 200, mediaType: 'application/json', body: SignInOutcome }, },
  '/sign-ins/choose': { post: { status: 200, mediaType: 'application/json', body: Session }, },
  '/sign-ins/link': { post: { status: 200, mediaType: 'application/json', body: Session }, },
  '/sessions': { post: { status: 201, mediaType: 'application/json', body: Session }, },
  '/sessions/refresh': { post: { status: 200, mediaType: 'application/json', body: Session }, },
  '/sessions/reverify': { post: { status: 200, mediaType: 'application/json', body: Verification }, },
  '/sessions/sign-out': { post: { status: 204, mediaType: null, body: z.null() }, },
  '/sessions/sign-out-everywhere': { post: { status: 200, mediaType: 'application/json', body: SignedOutEverywhere }, },
  '/me/session': { delete: { status: 204, mediaType: null, body: z.null() }, },
  '/me': { get: { status: 200, mediaType: 'application/json', body: MyAccount }, },
  '/me/security': { get: { status: 200, mediaType: 'application/json', body: AccountSecurity }, },
  '/me/links': { post: { status: 201, mediaType: 'application/json', body: Link }, },
  '/me/links/told': { post: { status: 204, mediaType: null, body: z.null() }, },
  '/me/links/{linkId}': { delete: { status: 204, mediaType: null, body: z.null() }, },
  '/me/providers/{provider}': { put: { status: 200, mediaType: 'application/json', body: ProviderTurnedOff }, },
  '/me/devices': { get: { status: 200, mediaType: 'application/json', body: Devices }, },
  '/me/devices/{deviceId}': { delete: { status: 204, mediaType: null, body: z.null() }, },
  '/me/softphone-token': { post: { status: 201, mediaType: 'application/json', body: SoftphoneToken }, },
  '/me/provisioning': { post: { status: 200, mediaType: 'application/json', body: Provisioning }, },
  '/organization/review': { get: { status: 200, mediaType: 'application/json', body: Review }, },
  '/organization/accounts/{accountId}/sso': { put: { status: 204, mediaType: null, body: z.null() }, },
  '/organization/addresses/{addressId}/purpose': { put: { status: 204, mediaType: null, body: z.null() }, },
  '/organization/links/{linkId}': { delete: { status: 204, mediaType: null, body: z.null() }, },
  '/organization/recycled/{recycledId}': { post: { status: 204, mediaType: null, body: z.null() }, },
  '/organization/export': { get: { status: 200, mediaType: 'text/csv', body: z.string() }, },
  '/organization/audit': { get: { status: 200, mediaType: 'application/json', body: AuditPage }, },
} as const;
