/** Generated from services/sonar/openapi.yaml by scripts/codegen/generate.ts. Change that document, not this file. */
import { z } from 'zod';
import { providers } from '../../preload/contract/providers.ts';
import { once, text, withoutRepeats } from '../common/text-value.ts';

export const Health = once(() => z.object({ status: z.literal("ok"), }));

export const Id = once(() => z.string().min(1).max(64).regex(new RegExp("^[A-Za-z0-9._-]+$", 'u')));

export const Token = once(() => z.string().min(1).max(512).regex(new RegExp("^[!-~]+$", 'u')));

export const Name = once(() => text(0, 2000));

export const Organization = once(() => z.object({ id: Id(), name: Name(), }));

export const Extension = once(() => text(0, 256));

export const ShownUsername = once(() => text(0, 256));

export const Account = once(() => z.object({ id: Id(), name: Name(), organization: Organization(), extension: Extension(), username: ShownUsername(), isOfficeManager: z.boolean(), }));

export const Provider = once(() => z.enum(providers));

export const Email = once(() => text(1, 320));

export const OptionalEmail = once(() => Email().nullable());

export const IdentityLabel = once(() => z.object({ provider: Provider(), email: OptionalEmail(), }));

export const LinkedBy = once(() => z.enum(["match","password","settings"]));

export const Timestamp = once(() => z.iso.datetime());

export const DeviceName = once(() => text(0, 128));

export const NewLink = once(() => z.object({ id: Id(), provider: Provider(), email: OptionalEmail(), linkedBy: LinkedBy(), linkedAt: Timestamp(), device: DeviceName().nullable(), }));

export const NewCode = once(() => z.object({ id: Id(), issuedBy: Name().nullable(), issuedAt: Timestamp(), usedAt: Timestamp().nullable(), device: DeviceName().nullable(), }));

export const Session = once(() => z.object({ sessionId: Id(), accessToken: Token(), accessTokenExpiresIn: z.int().min(0).max(2592000), refreshToken: Token(), account: Account(), identity: IdentityLabel().nullable(), linkedBy: LinkedBy().nullable(), verifiedAt: Timestamp().nullable(), reverifyBy: Timestamp().nullable(), reverifyRequiredAt: Timestamp().nullable(), endsAt: Timestamp().nullable(), emailRenamedFrom: Email().nullable(), newLinks: z.array(NewLink()).max(100), newCodes: z.array(NewCode()).max(100), }));

export const SessionOutcome = once(() => z.object({ outcome: z.literal("session"), session: Session(), }));

export const OfferOutcome = once(() => z.object({ outcome: z.literal("offer"), ticket: Token(), expiresAt: Timestamp(), identity: IdentityLabel(), accounts: z.array(Account()).min(1), }));

export const LinkRequiredOutcome = once(() => z.object({ outcome: z.literal("link-required"), ticket: Token(), expiresAt: Timestamp(), identity: IdentityLabel(), reason: z.enum(["no-account","address-recycled","link-removed","not-authoritative"]), }));

export const SignInOutcome = once(() => z.discriminatedUnion('outcome', [SessionOutcome(), OfferOutcome(), LinkRequiredOutcome()]));

export const Verification = once(() => z.object({ verifiedAt: Timestamp(), reverifyBy: Timestamp(), reverifyRequiredAt: Timestamp(), email: OptionalEmail(), emailRenamedFrom: OptionalEmail(), }));

export const SignedOutEverywhere = once(() => z.object({ ended: z.int().min(0), }));

export const MyAccount = once(() => z.object({ id: Id(), name: Name(), organization: Organization(), extension: Extension(), username: ShownUsername(), isOfficeManager: z.boolean(), sso: z.object({ on: z.boolean(), reason: z.enum(["sso-turned-off","sso-not-enabled"]).nullable(), }), }));

export const AddressPurpose = once(() => z.enum(["sign-in","notifications-only"]));

export const Address = once(() => z.object({ id: Id(), email: Email(), purpose: AddressPurpose(), opens: z.int().min(0), alsoElsewhere: z.boolean(), warnings: withoutRepeats(z.array(z.enum(["several-addresses","shared-address","outside-domain"]))), }));

export const Day = once(() => z.iso.date());

export const Link = once(() => z.object({ id: Id(), provider: Provider(), email: OptionalEmail(), linkedBy: LinkedBy(), linkedAt: Timestamp(), lastUsedAt: Day().nullable(), current: z.boolean(), }));

export const AccountSecurity = once(() => z.object({ addresses: z.array(Address()), links: z.array(Link()), hasPassword: z.boolean(), organizationProviders: withoutRepeats(z.array(Provider())), }));

export const ProviderTurnedOff = once(() => z.object({ removed: z.int().min(0), }));

export const Platform = once(() => text(0, 32));

export const AppVersion = once(() => text(0, 32));

export const DeviceEntry = once(() => z.object({ id: z.guid(), name: DeviceName(), platform: Platform(), appVersion: AppVersion(), signedInAt: Timestamp(), lastSeenAt: Timestamp(), current: z.boolean(), }));

export const Devices = once(() => z.object({ devices: z.array(DeviceEntry()), }));

export const SoftphoneToken = once(() => z.object({ accessToken: Token(), accessTokenExpiresIn: z.int().min(0).max(2592000), }));

export const SipUri = once(() => z.string().max(512).regex(new RegExp("^sips?:[!-~]+$", 'u')));

export const WebSocketUri = once(() => z.string().max(512).regex(new RegExp("^wss://[!-~]+$", 'u')));

export const Provisioning = once(() => z.object({ sipAddress: SipUri(), registrar: SipUri(), webSocket: WebSocketUri(), username: z.string().min(1).max(256).regex(new RegExp("^[!-~]+$", 'u')), password: z.string().min(1).max(512).regex(new RegExp("^[!-~]+$", 'u')), expiresAt: Timestamp(), }));

export const ReviewAddress = once(() => z.object({ addressId: Id(), email: Email(), notificationsOnly: z.boolean(), alsoOpens: z.array(Id()), alsoElsewhere: z.boolean(), outsideDomain: z.boolean(), }));

export const ReviewLink = once(() => z.object({ linkId: Id(), provider: Provider(), email: OptionalEmail(), linkedBy: LinkedBy(), linkedAt: Timestamp(), lastUsedAt: Day().nullable(), }));

export const ReviewRow = once(() => z.object({ accountId: Id(), name: Name(), username: ShownUsername(), extension: Extension(), sso: z.enum(["on","off"]), disabled: z.boolean(), addresses: z.array(ReviewAddress()), links: z.array(ReviewLink()), risks: withoutRepeats(z.array(z.enum(["several-addresses","shared-address","outside-domain","address-recycled"]))), }));

export const RecycledAddress = once(() => z.object({ id: Id(), email: Email(), provider: Provider(), accountIds: z.array(Id()), seenAt: Timestamp(), }));

export const Review = once(() => z.object({ lastReviewedAt: Timestamp().nullable(), rows: z.array(ReviewRow()), recycled: z.array(RecycledAddress()), }));

export const LastReview = once(() => z.object({ at: Timestamp().nullable(), }));

export const BreakGlassCode = once(() => z.object({ code: z.string().min(1).max(64).regex(new RegExp("^[0-9A-Z]+(-[0-9A-Z]+)*$", 'u')), expiresAt: Timestamp(), }));

export const AuditAction = once(() => z.enum(["signed-in","sign-in-refused","password-refused","offered","link-required","linked","link-removed","link-ended","provider-turned-off","session-refreshed","session-ended","refresh-token-reused","session-key-refused","reverified","reverify-refused","signed-out","signed-out-everywhere","device-signed-out","softphone-token-issued","new-links-told","provisioned","account-sso-changed","address-purpose-changed","address-recycled","recycled-decided","review-exported","break-glass-issued","break-glass-used","break-glass-refused","reviewed","changed-by-operator"]));

export const AuditEvent = once(() => z.object({ id: Id(), at: Timestamp(), who: text(0, 2400), what: z.union([AuditAction(), z.string().max(64).regex(new RegExp("^[a-z-]+$", 'u'))]), accountId: Id().nullable(), device: DeviceName().nullable(), detail: text(0, 2400).nullable(), }));

export const Cursor = once(() => z.string().min(1).max(64).regex(new RegExp("^[!-~]+$", 'u')));

export const AuditPage = once(() => z.object({ events: z.array(AuditEvent()), next: Cursor().nullable(), }));

export const ProblemCode = once(() => z.enum(["identity-not-verified","clock-skew","account-disabled","sso-turned-off","sso-not-enabled","wrong-credentials","too-many-tries","already-linked","ticket-expired","not-in-offer","session-ended","reverify-required","access-token-expired","insufficient-scope","not-office-manager","not-found","last-way-in","bad-request","idempotency-key-reused","service-unavailable","internal-error"]));

export const Problem = once(() => z.object({ type: z.url(), title: text(0), status: z.int().min(400).max(599), detail: text(0).optional(), code: ProblemCode(), triesLeft: z.int().min(0).nullable().optional(), retryAt: Timestamp().optional(), pilotUrl: z.url().optional(), }));

/** For each operation its success: status, media type, and what makes the schema of the body. */
export const answers = {
  '/health': { get: { status: 200, mediaType: 'application/json', body: once(() => Health()) }, },
  '/sign-ins': { post: { status: 200, mediaType: 'application/json', body: once(() => SignInOutcome()) }, },
  '/sign-ins/choose': { post: { status: 200, mediaType: 'application/json', body: once(() => Session()) }, },
  '/sign-ins/link': { post: { status: 200, mediaType: 'application/json', body: once(() => Session()) }, },
  '/sessions': { post: { status: 201, mediaType: 'application/json', body: once(() => Session()) }, },
  '/sessions/break-glass': { post: { status: 201, mediaType: 'application/json', body: once(() => Session()) }, },
  '/sessions/refresh': { post: { status: 200, mediaType: 'application/json', body: once(() => Session()) }, },
  '/sessions/reverify': { post: { status: 200, mediaType: 'application/json', body: once(() => Verification()) }, },
  '/sessions/sign-out': { post: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/sessions/sign-out-everywhere': { post: { status: 200, mediaType: 'application/json', body: once(() => SignedOutEverywhere()) }, },
  '/me/session': { delete: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/me': { get: { status: 200, mediaType: 'application/json', body: once(() => MyAccount()) }, },
  '/me/security': { get: { status: 200, mediaType: 'application/json', body: once(() => AccountSecurity()) }, },
  '/me/links': { post: { status: 201, mediaType: 'application/json', body: once(() => Link()) }, },
  '/me/links/told': { post: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/me/links/{linkId}': { delete: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/me/providers/{provider}': { put: { status: 200, mediaType: 'application/json', body: once(() => ProviderTurnedOff()) }, },
  '/me/devices': { get: { status: 200, mediaType: 'application/json', body: once(() => Devices()) }, },
  '/me/devices/{deviceId}': { delete: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/me/softphone-token': { post: { status: 201, mediaType: 'application/json', body: once(() => SoftphoneToken()) }, },
  '/me/provisioning': { post: { status: 200, mediaType: 'application/json', body: once(() => Provisioning()) }, },
  '/organization/review': { get: { status: 200, mediaType: 'application/json', body: once(() => Review()) }, },
  '/organization/last-review': { get: { status: 200, mediaType: 'application/json', body: once(() => LastReview()) }, post: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/organization/accounts/{accountId}/sso': { put: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/organization/addresses/{addressId}/purpose': { put: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/organization/links/{linkId}': { delete: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/organization/recycled/{recycledId}': { post: { status: 204, mediaType: null, body: once(() => z.null()) }, },
  '/organization/accounts/{accountId}/break-glass-code': { post: { status: 201, mediaType: 'application/json', body: once(() => BreakGlassCode()) }, },
  '/organization/export': { get: { status: 200, mediaType: 'text/csv', body: once(() => z.string()) }, },
  '/organization/audit': { get: { status: 200, mediaType: 'application/json', body: once(() => AuditPage()) }, },
} as const;

/** The values of each schema: of an answer what its schema makes of it, of a request what may be sent. */
export interface Wire {
  readonly Health: z.output<ReturnType<typeof Health>>;
  readonly Id: z.output<ReturnType<typeof Id>>;
  readonly Token: z.output<ReturnType<typeof Token>>;
  readonly Name: z.output<ReturnType<typeof Name>>;
  readonly Organization: z.output<ReturnType<typeof Organization>>;
  readonly Extension: z.output<ReturnType<typeof Extension>>;
  readonly ShownUsername: z.output<ReturnType<typeof ShownUsername>>;
  readonly Account: z.output<ReturnType<typeof Account>>;
  readonly Provider: z.output<ReturnType<typeof Provider>>;
  readonly Email: z.output<ReturnType<typeof Email>>;
  readonly OptionalEmail: z.output<ReturnType<typeof OptionalEmail>>;
  readonly IdentityLabel: z.output<ReturnType<typeof IdentityLabel>>;
  readonly LinkedBy: z.output<ReturnType<typeof LinkedBy>>;
  readonly Timestamp: z.output<ReturnType<typeof Timestamp>>;
  readonly DeviceName: z.output<ReturnType<typeof DeviceName>>;
  readonly NewLink: z.output<ReturnType<typeof NewLink>>;
  readonly NewCode: z.output<ReturnType<typeof NewCode>>;
  readonly Session: z.output<ReturnType<typeof Session>>;
  readonly SessionOutcome: z.output<ReturnType<typeof SessionOutcome>>;
  readonly OfferOutcome: z.output<ReturnType<typeof OfferOutcome>>;
  readonly LinkRequiredOutcome: z.output<ReturnType<typeof LinkRequiredOutcome>>;
  readonly SignInOutcome: z.output<ReturnType<typeof SignInOutcome>>;
  readonly Verification: z.output<ReturnType<typeof Verification>>;
  readonly SignedOutEverywhere: z.output<ReturnType<typeof SignedOutEverywhere>>;
  readonly MyAccount: z.output<ReturnType<typeof MyAccount>>;
  readonly AddressPurpose: z.output<ReturnType<typeof AddressPurpose>>;
  readonly Address: z.output<ReturnType<typeof Address>>;
  readonly Day: z.output<ReturnType<typeof Day>>;
  readonly Link: z.output<ReturnType<typeof Link>>;
  readonly AccountSecurity: z.output<ReturnType<typeof AccountSecurity>>;
  readonly ProviderTurnedOff: z.output<ReturnType<typeof ProviderTurnedOff>>;
  readonly Platform: z.output<ReturnType<typeof Platform>>;
  readonly AppVersion: z.output<ReturnType<typeof AppVersion>>;
  readonly DeviceEntry: z.output<ReturnType<typeof DeviceEntry>>;
  readonly Devices: z.output<ReturnType<typeof Devices>>;
  readonly SoftphoneToken: z.output<ReturnType<typeof SoftphoneToken>>;
  readonly SipUri: z.output<ReturnType<typeof SipUri>>;
  readonly WebSocketUri: z.output<ReturnType<typeof WebSocketUri>>;
  readonly Provisioning: z.output<ReturnType<typeof Provisioning>>;
  readonly ReviewAddress: z.output<ReturnType<typeof ReviewAddress>>;
  readonly ReviewLink: z.output<ReturnType<typeof ReviewLink>>;
  readonly ReviewRow: z.output<ReturnType<typeof ReviewRow>>;
  readonly RecycledAddress: z.output<ReturnType<typeof RecycledAddress>>;
  readonly Review: z.output<ReturnType<typeof Review>>;
  readonly LastReview: z.output<ReturnType<typeof LastReview>>;
  readonly BreakGlassCode: z.output<ReturnType<typeof BreakGlassCode>>;
  readonly AuditAction: z.output<ReturnType<typeof AuditAction>>;
  readonly AuditEvent: z.output<ReturnType<typeof AuditEvent>>;
  readonly Cursor: z.output<ReturnType<typeof Cursor>>;
  readonly AuditPage: z.output<ReturnType<typeof AuditPage>>;
  readonly ProblemCode: z.output<ReturnType<typeof ProblemCode>>;
  readonly Problem: z.output<ReturnType<typeof Problem>>;
  readonly IdToken: string;
  readonly NonceSecret: string;
  readonly Device: { readonly id: string; readonly name: string; readonly platform: string; readonly appVersion: string; };
  readonly StartSignIn: { readonly idToken: Wire['IdToken']; readonly nonceSecret: Wire['NonceSecret']; readonly device: Wire['Device']; };
  readonly ChooseAccount: { readonly ticket: Wire['Token']; readonly accountId: Wire['Id']; };
  readonly Username: string;
  readonly Password: string;
  readonly LinkIdentity: { readonly ticket: Wire['Token']; readonly username: Wire['Username']; readonly password: Wire['Password']; };
  readonly SignInWithPassword: { readonly username: Wire['Username']; readonly password: Wire['Password']; readonly device: Wire['Device']; };
  readonly TypedCode: string;
  readonly SignInWithBreakGlassCode: { readonly username: Wire['Username']; readonly code: Wire['TypedCode']; readonly device: Wire['Device']; };
  readonly RefreshToken: { readonly refreshToken: Wire['Token']; };
  readonly ReverifySession: { readonly refreshToken: Wire['Token']; readonly idToken: Wire['IdToken']; readonly nonceSecret?: Wire['NonceSecret']; };
  readonly AddLink: { readonly idToken: Wire['IdToken']; readonly nonceSecret: Wire['NonceSecret']; };
  readonly ToldLinks: { readonly linkIds: readonly (Wire['Id'])[]; };
  readonly TurnOffProvider: { readonly on: false; };
  readonly SetAccountSso: { readonly on: boolean; };
  readonly SetAddressPurpose: { readonly purpose: Wire['AddressPurpose']; };
  readonly DecideRecycledAddress: { readonly decision: "approve" | "refuse"; };
}

/** What each operation is sent; `accessToken` where it is for somebody who is signed in. */
export interface Requests {
  readonly '/health': { get: {  }; };
  readonly '/sign-ins': { post: { readonly header: { readonly 'Idempotency-Key': string; readonly 'DPoP'?: string; }; readonly body: Wire['StartSignIn']; }; };
  readonly '/sign-ins/choose': { post: { readonly header: { readonly 'Idempotency-Key': string; readonly 'DPoP'?: string; }; readonly body: Wire['ChooseAccount']; }; };
  readonly '/sign-ins/link': { post: { readonly header: { readonly 'Idempotency-Key': string; readonly 'DPoP'?: string; }; readonly body: Wire['LinkIdentity']; }; };
  readonly '/sessions': { post: { readonly header: { readonly 'Idempotency-Key': string; readonly 'DPoP'?: string; }; readonly body: Wire['SignInWithPassword']; }; };
  readonly '/sessions/break-glass': { post: { readonly header: { readonly 'Idempotency-Key': string; readonly 'DPoP': string; }; readonly body: Wire['SignInWithBreakGlassCode']; }; };
  readonly '/sessions/refresh': { post: { readonly header?: { readonly 'DPoP'?: string; }; readonly body: Wire['RefreshToken']; }; };
  readonly '/sessions/reverify': { post: { readonly header?: { readonly 'DPoP'?: string; }; readonly body: Wire['ReverifySession']; }; };
  readonly '/sessions/sign-out': { post: { readonly body: Wire['RefreshToken']; }; };
  readonly '/sessions/sign-out-everywhere': { post: { readonly header: { readonly 'Idempotency-Key': string; }; readonly accessToken: string; }; };
  readonly '/me/session': { delete: { readonly accessToken: string; }; };
  readonly '/me': { get: { readonly accessToken: string; }; };
  readonly '/me/security': { get: { readonly accessToken: string; }; };
  readonly '/me/links': { post: { readonly header: { readonly 'Idempotency-Key': string; }; readonly body: Wire['AddLink']; readonly accessToken: string; }; };
  readonly '/me/links/told': { post: { readonly header: { readonly 'Idempotency-Key': string; }; readonly body: Wire['ToldLinks']; readonly accessToken: string; }; };
  readonly '/me/links/{linkId}': { delete: { readonly path: { readonly 'linkId': Wire['Id']; }; readonly query?: { readonly 'force'?: "true" | "false"; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly accessToken: string; }; };
  readonly '/me/providers/{provider}': { put: { readonly path: { readonly 'provider': Wire['Provider']; }; readonly query?: { readonly 'force'?: "true" | "false"; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly body: Wire['TurnOffProvider']; readonly accessToken: string; }; };
  readonly '/me/devices': { get: { readonly accessToken: string; }; };
  readonly '/me/devices/{deviceId}': { delete: { readonly path: { readonly 'deviceId': string; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly accessToken: string; }; };
  readonly '/me/softphone-token': { post: { readonly accessToken: string; }; };
  readonly '/me/provisioning': { post: { readonly accessToken: string; }; };
  readonly '/organization/review': { get: { readonly accessToken: string; }; };
  readonly '/organization/last-review': { get: { readonly accessToken: string; }; post: { readonly header: { readonly 'Idempotency-Key': string; }; readonly accessToken: string; }; };
  readonly '/organization/accounts/{accountId}/sso': { put: { readonly path: { readonly 'accountId': Wire['Id']; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly body: Wire['SetAccountSso']; readonly accessToken: string; }; };
  readonly '/organization/addresses/{addressId}/purpose': { put: { readonly path: { readonly 'addressId': Wire['Id']; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly body: Wire['SetAddressPurpose']; readonly accessToken: string; }; };
  readonly '/organization/links/{linkId}': { delete: { readonly path: { readonly 'linkId': Wire['Id']; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly accessToken: string; }; };
  readonly '/organization/recycled/{recycledId}': { post: { readonly path: { readonly 'recycledId': Wire['Id']; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly body: Wire['DecideRecycledAddress']; readonly accessToken: string; }; };
  readonly '/organization/accounts/{accountId}/break-glass-code': { post: { readonly path: { readonly 'accountId': Wire['Id']; }; readonly header: { readonly 'Idempotency-Key': string; }; readonly accessToken: string; }; };
  readonly '/organization/export': { get: { readonly accessToken: string; }; };
  readonly '/organization/audit': { get: { readonly query?: { readonly 'before'?: Wire['Cursor']; }; readonly accessToken: string; }; };
}
