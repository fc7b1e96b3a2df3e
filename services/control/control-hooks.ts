import { z } from 'zod';
import { type ProviderControl, UnknownPerson } from '../identity-providers/provider-control.ts';
import type { Registrar } from '../registrar/start-registrar.ts';
import type { SonarControl } from '../sonar/control.ts';

/** Everything that can be made to happen in a running sandbox. */
export interface SandboxControl {
  /** Null: another provider was given instead of the stand-in. */
  readonly google: ProviderControl | null;
  readonly microsoft: ProviderControl | null;
  readonly sonar: SonarControl;
  /** Null: it was not asked for. */
  readonly registrar: Pick<Registrar, 'registrations' | 'log'> | null;
}

/** The control of the provider that knows a person; throws `UnknownPerson`. */
function controlOfPerson(control: SandboxControl, key: string): ProviderControl {
  const found = [control.google, control.microsoft].find((provider) =>
    provider?.listPeople().some((person) => person.key === key),
  );
  if (!found) throw new UnknownPerson(key);
  return found;
}

/** One thing that `POST {control}/NAME` makes happen. */
export interface ControlHook {
  readonly name: string;
  /** The JSON body, for people. */
  readonly body: string;
  readonly does: string;
  /** Checks the body (throws `ZodError`) and acts; the answer's JSON, null for none. */
  run(control: SandboxControl, body: unknown): unknown;
}

/** Thrown for a hook of a stand-in that was not started. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
}

/** A hook whose body is checked by `schema`. */
export function hook<Body>(
  name: string,
  body: string,
  does: string,
  schema: z.ZodType<Body>,
  act: (control: SandboxControl, body: Body) => unknown,
): ControlHook {
  return { name, body, does, run: (control, input) => act(control, schema.parse(input)) ?? null };
}

const personBody = z.strictObject({ person: z.string() });
const seconds = z.int().positive();
const provider = z.enum(['google', 'microsoft']);

function providerControl(control: SandboxControl, name: 'google' | 'microsoft'): ProviderControl {
  const found = control[name];
  if (!found) throw new NotStarted(`the ${name} stand-in was not started`);
  return found;
}

/**
 * What can be made to happen at the Google and Microsoft stand-ins:
 *
 * | hook | body |
 * |---|---|
 * | `revoke` | `{ person }` |
 * | `rename` | `{ person, email }` |
 * | `recycle` | `{ person }`, answers `{ key, subject }` of the newcomer |
 * | `disable`, `enable` | `{ person }` |
 * | `require-interaction` | `{ person, required? }` |
 * | `end-browser-sessions` | `{ person }` |
 * | `down` | `{ provider, down }` |
 * | `answer` | `{ provider, answer: { at, error, reason?, number?, status? } or null }` |
 * | `sign-in-time` | `{ provider, told }` |
 * | `refresh-tokens` | `{ provider, keptBack }` |
 * | `ttls` | `{ provider, authorizationCode?, idToken?, accessToken?, refreshToken?, browserSession? }`, seconds |
 */
export const providerHooks: readonly ControlHook[] = [
  hook(
    'revoke',
    '{ person }',
    'Takes back all refresh tokens of a person at their provider.',
    personBody,
    (control, { person }) => ({ ended: controlOfPerson(control, person).revokeGrants(person) }),
  ),
  hook(
    'rename',
    '{ person, email }',
    'Gives a person another address at their provider.',
    z.strictObject({ person: z.string(), email: z.email() }),
    (control, { person, email }) => controlOfPerson(control, person).renameEmail(person, email),
  ),
  hook(
    'recycle',
    '{ person }',
    'The person leaves and a newcomer gets the address; answers the newcomer.',
    personBody,
    (control, { person }) => {
      const { key, subject } = controlOfPerson(control, person).recycleEmail(person);
      return { key, subject };
    },
  ),
  hook(
    'disable',
    '{ person }',
    'Turns a person’s account at their provider off.',
    personBody,
    (control, { person }) => controlOfPerson(control, person).setDisabled(person, true),
  ),
  hook(
    'enable',
    '{ person }',
    'Turns a person’s account at their provider on again.',
    personBody,
    (control, { person }) => controlOfPerson(control, person).setDisabled(person, false),
  ),
  hook(
    'require-interaction',
    '{ person, required? }',
    'Renewals answer interaction_required until the person was at the picker.',
    z.strictObject({ person: z.string(), required: z.boolean().default(true) }),
    (control, { person, required }) =>
      controlOfPerson(control, person).setInteractionRequired(person, required),
  ),
  hook(
    'end-browser-sessions',
    '{ person }',
    'Signs a person out of their provider in every browser; refresh tokens stay.',
    personBody,
    (control, { person }) => controlOfPerson(control, person).endBrowserSessions(person),
  ),
  hook(
    'down',
    '{ provider, down }',
    'Lets a provider answer 503 to everything, or work again.',
    z.strictObject({ provider, down: z.boolean() }),
    (control, body) => providerControl(control, body.provider).setDown(body.down),
  ),
  hook(
    'answer',
    '{ provider, answer: { at, error, reason?, number?, status? } or null }',
    'Gives everybody an error: at "response" (browser), "code" or "refresh"; null takes it back.',
    z.strictObject({
      provider,
      answer: z
        .strictObject({
          at: z.enum(['response', 'code', 'refresh']),
          error: z.string(),
          reason: z.string().optional(),
          number: z.int().positive().optional(),
          status: z.int().min(400).max(599).optional(),
        })
        .nullable(),
    }),
    (control, body) => providerControl(control, body.provider).setAnswer(body.answer),
  ),
  hook(
    'sign-in-time',
    '{ provider, told }',
    'Whether Microsoft’s ID tokens have auth_time, the optional claim of the registration.',
    z.strictObject({ provider, told: z.boolean() }),
    (control, body) => providerControl(control, body.provider).setSignInTimeTold(body.told),
  ),
  hook(
    'refresh-tokens',
    '{ provider, keptBack }',
    'Whether Google gives who has agreed before a refresh token only when it asks for agreement again.',
    z.strictObject({ provider, keptBack: z.boolean() }),
    (control, body) =>
      providerControl(control, body.provider).setRefreshTokensKeptBack(body.keptBack),
  ),
  hook(
    'ttls',
    '{ provider, authorizationCode?, idToken?, accessToken?, refreshToken?, browserSession? }',
    'Lifetimes in seconds of what a provider gives out from now on.',
    z.strictObject({
      provider,
      authorizationCode: seconds.optional(),
      idToken: seconds.optional(),
      accessToken: seconds.optional(),
      refreshToken: seconds.optional(),
      browserSession: seconds.optional(),
    }),
    (control, { provider: name, ...ttls }) => {
      const given = Object.entries(ttls).filter(([, value]) => value !== undefined);
      providerControl(control, name).setTtls(Object.fromEntries(given));
    },
  ),
];

function registrarOf({ registrar }: SandboxControl) {
  if (!registrar) throw new NotStarted('the registrar was not started; --registrar does');
  return registrar;
}

/**
 * What can be seen of the registrar:
 *
 * | hook | body |
 * |---|---|
 * | `registrar/registrations` | `{}`, answers who is registered now |
 * | `registrar/log` | `{}`, answers what it decided, oldest first |
 */
export const registrarHooks: readonly ControlHook[] = [
  hook(
    'registrar/registrations',
    '{}',
    'Answers who is registered now.',
    z.strictObject({}),
    (control) => registrarOf(control).registrations(),
  ),
  hook(
    'registrar/log',
    '{}',
    'Answers what the registrar decided about registrations and calls, oldest first.',
    z.strictObject({}),
    (control) => registrarOf(control).log(),
  ),
];
