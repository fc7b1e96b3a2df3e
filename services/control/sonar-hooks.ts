import { z } from 'zod';
import { type ControlHook, hook } from './control-hooks.ts';

const id = z.string();
const email = z.email();
const addressBody = z.strictObject({ account: id, email });
const milliseconds = z.int().positive().optional();

/** Leaves out what was not given: with `exactOptionalPropertyTypes` absent and undefined are two things. */
function given<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/**
 * What can be made to happen at the Sonar service:
 *
 * | hook | body |
 * |---|---|
 * | `sonar/disable-account` | `{ account, disabled? }` |
 * | `sonar/account-sso` | `{ account, on }` |
 * | `sonar/organization-sso` | `{ organization, on }` |
 * | `sonar/end-sessions` | `{ accountId?, sessionId?, identityId?, deviceId? }`, all for `{}`; answers how many |
 * | `sonar/forget-proofs` | `{ account }` |
 * | `sonar/add-address`, `sonar/remove-address` | `{ account, email }` |
 * | `sonar/address-purpose` | `{ account, email, purpose }` |
 * | `sonar/set-password` | `{ account, password, keepLinks? }` |
 * | `sonar/issue-code` | `{ account }`, answers the code and until when it is good |
 * | `sonar/ttls` | `{ accessToken?, refreshToken?, ticket?, reverify?, reverifyGrace?, idempotentAnswer?, provisioning?, freshProof?, breakGlass? }`, ms |
 * | `sonar/down` | `{ down }` |
 * | `sonar/audit` | `{}`, answers every event |
 */
export const sonarHooks: readonly ControlHook[] = [
  hook(
    'sonar/disable-account',
    '{ account, disabled? }',
    'Turns a Sonar account off, or on again.',
    z.strictObject({ account: id, disabled: z.boolean().default(true) }),
    ({ sonar }, body) => sonar.disableAccount(body.account, body.disabled),
  ),
  hook(
    'sonar/account-sso',
    '{ account, on }',
    'Turns single sign-on of one account on or off.',
    z.strictObject({ account: id, on: z.boolean() }),
    ({ sonar }, body) => sonar.setAccountSso(body.account, body.on),
  ),
  hook(
    'sonar/organization-sso',
    '{ organization, on }',
    'Takes an organization into the pilot or out of it.',
    z.strictObject({ organization: id, on: z.boolean() }),
    ({ sonar }, body) => sonar.setOrganizationSso(body.organization, body.on),
  ),
  hook(
    'sonar/end-sessions',
    '{ accountId?, sessionId?, identityId?, deviceId? }',
    'Ends the live sessions that match everything given; answers how many.',
    z.strictObject({
      accountId: id.optional(),
      sessionId: id.optional(),
      identityId: id.optional(),
      deviceId: id.optional(),
    }),
    ({ sonar }, body) => ({ ended: sonar.endSessions(given(body)) }),
  ),
  hook(
    'sonar/forget-proofs',
    '{ account }',
    'Lets what needs a fresh proof ask whoever is signed in to the account.',
    z.strictObject({ account: id }),
    ({ sonar }, body) => sonar.forgetProofs(body.account),
  ),
  hook(
    'sonar/add-address',
    '{ account, email }',
    'Associates an address with an account.',
    addressBody,
    ({ sonar }, body) => sonar.addAddress(body.account, body.email),
  ),
  hook(
    'sonar/remove-address',
    '{ account, email }',
    'Takes an address off an account; links that go with it end.',
    addressBody,
    ({ sonar }, body) => sonar.removeAddress(body.account, body.email),
  ),
  hook(
    'sonar/address-purpose',
    '{ account, email, purpose }',
    'Makes an address of an account "sign-in" or "notifications-only".',
    z.strictObject({ account: id, email, purpose: z.enum(['sign-in', 'notifications-only']) }),
    ({ sonar }, body) => sonar.setAddressPurpose(body.account, body.email, body.purpose),
  ),
  hook(
    'sonar/set-password',
    '{ account, password, keepLinks? }',
    'Sets the Sonar password of an account, which ends its sessions and the links made by password, but for those kept.',
    z.strictObject({
      account: id,
      password: z.string().min(1),
      keepLinks: z.array(id).default([]),
    }),
    ({ sonar }, body) => sonar.setPassword(body.account, body.password, body.keepLinks),
  ),
  hook(
    'sonar/issue-code',
    '{ account }',
    'Issues a one-time code for an account as support does, for when a provider is down; answers it.',
    z.strictObject({ account: id }),
    ({ sonar }, body) => sonar.issueBreakGlassCode(body.account),
  ),
  hook(
    'sonar/ttls',
    '{ accessToken?, refreshToken?, ticket?, reverify?, reverifyGrace?, idempotentAnswer?, provisioning?, freshProof?, breakGlass? }',
    'Changes how long things live at the service, in milliseconds.',
    z.strictObject({
      accessToken: milliseconds,
      refreshToken: milliseconds,
      ticket: milliseconds,
      reverify: milliseconds,
      reverifyGrace: milliseconds,
      idempotentAnswer: milliseconds,
      provisioning: milliseconds,
      freshProof: milliseconds,
      breakGlass: milliseconds,
    }),
    ({ sonar }, body) => sonar.setTtl(given(body)),
  ),
  hook(
    'sonar/down',
    '{ down }',
    'Lets the service answer 503 to everything, or work again.',
    z.strictObject({ down: z.boolean() }),
    ({ sonar }, body) => sonar.goDown(body.down),
  ),
  hook('sonar/audit', '{}', 'Answers every event, oldest first.', z.strictObject({}), ({ sonar }) =>
    sonar.readAudit(),
  ),
];
