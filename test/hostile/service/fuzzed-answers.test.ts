import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { LoginState } from '../../../preload/contract/state.ts';
import { type ContractOperation, createMessageChecks } from '../../../services/sonar/contract.ts';
import { createServiceProbes, runSelfTest } from '../../../src-main/diagnostics/self-test.ts';
import type { Fetch } from '../../../src-main/network/bounded-fetch.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';
import { boundSonarFetch } from '../../../src-main/sonar/sonar-http.ts';
import { projectContract } from '../../contract/support/sonar-client.ts';
import { createFakeKeychain } from '../../flows/support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from '../../flows/support/start-office.ts';
import { fuzzAsync, fuzzTimeoutMs, shareOfRuns } from '../../fuzz/fuzz.ts';
import {
  arbitraryOf,
  contractAt,
  damaged,
  type Json,
  withMore,
} from '../../unit/sonar/support/arbitrary-answer.ts';
import {
  auditSchema,
  codeSchema,
  devicesSchema,
  failureSchema,
  loginStateSchema,
  provisioningSchema,
  reviewSchema,
  securitySchema,
  tokenSchema,
} from './window-contract.ts';

/** Stands in replies where something is wrong; nobody may ever be told it. */
const canary = 'canary-of-the-service';

/** What the service answers, as it goes over the network. */
interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  /** True: the contract allows it, so that the canary may be one of its values. */
  readonly isRight: boolean;
}

/** The document that all replies are held to. */
const contract = projectContract();
const checks = createMessageChecks(contract);

/** Values that hold the canary in every way that a value can be wrong, or only look so. */
const wrong = fc.constantFrom<unknown>(
  canary,
  `\u202e${canary}\u0000`,
  canary.repeat(200),
  [canary],
  { [canary]: canary },
  { toString: canary },
  -1,
  1e300,
  true,
  null,
  '',
);

/**
 * Any reply to an operation: damaged somewhere, with more than was asked for, under another status or type, cut short,
 * or a refusal that says more than it should. `toBody` fits a right body to what was asked.
 */
function arbitraryReply(
  operation: ContractOperation,
  toBody: (body: unknown) => unknown,
): fc.Arbitrary<Reply> {
  const [status, type, schema] = successOf(operation);
  const body = (schema === null ? fc.constant('') : arbitraryOf(schema)).map(toBody);
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const reply = (value: unknown): Reply => {
    const message = { status, contentType: type, body: value, headers: {} };
    return {
      status,
      type,
      text: asText(value),
      isRight: type !== null && checks.response(operation, message) === null,
    };
  };
  const isJson = type === 'application/json';
  const problem = arbitraryOf(contractAt('#/components/schemas/Problem')).map((value) => ({
    ...(value as Json),
    title: canary,
    detail: canary,
    [canary]: canary,
  }));
  const refusal = fc
    .tuple(
      fc.oneof(
        problem,
        problem.chain((value) => damaged(value, wrong)),
      ),
      fc.constantFrom(400, 401, 403, 404, 409, 422, 429, 500, 503),
    )
    .map(([value, code]) => ({
      status: code,
      type: 'application/problem+json',
      text: JSON.stringify(value),
      isRight: false,
    }));
  const elsewhere = fc
    .record({
      status: fc.constantFrom(200, 201, 202, 203, 206, 302, 401, 404, 500),
      type: fc.constantFrom('application/json', 'text/csv', 'text/html', 'text/plain', null),
      text: fc.constantFrom(
        canary,
        `{"${canary}":`,
        `<p>${canary}</p>`,
        JSON.stringify({ [canary]: canary }),
        `"${canary}"`,
      ),
    })
    .map((one) => ({ ...one, isRight: one.status === status && one.type === type && !isJson }));
  return fc.oneof(
    ...(isJson
      ? [
          { weight: 5, arbitrary: body.chain((value) => damaged(value, wrong)).map(reply) },
          {
            weight: 1,
            arbitrary: body
              .map((value) => JSON.stringify(withMore(value)).replaceAll('goes', canary))
              .map((text) => ({ status, type, text, isRight: false })),
          },
        ]
      : []),
    { weight: 2, arbitrary: refusal },
    { weight: 2, arbitrary: elsewhere },
  );
}

function successOf({
  responses,
}: ContractOperation): readonly [number, string | null, Json | null] {
  const [status, response] = [...responses].find(([name]) => name.startsWith('2')) ?? ['', null];
  const [type, pointer] = [...(response?.content ?? [])][0] ?? [null, null];
  return [Number(status), type, pointer === null ? null : contractAt(pointer)];
}

/** A computer on which somebody is signed in, and the service between whose answers we stand. */
interface Scene {
  readonly office: Office;
  readonly computer: Computer;
  readonly accountId: string;
  readonly fetch: Fetch;
  readonly keychain: ReturnType<typeof createFakeKeychain>;
}

/** How the product is brought to ask one operation, and what it may answer to whoever made it ask. */
interface Row {
  /** What has to be before, with right answers. */
  readonly before?: (scene: Scene) => Promise<unknown>;
  readonly ask: (scene: Scene) => Promise<unknown>;
  /** What the answer is when all goes well; nothing by default. */
  readonly answer?: z.ZodType;
  /** After it, with right answers. */
  readonly after?: (scene: Scene) => unknown;
}

const verbsOf = ({ computer }: Scene) => computer.login.verbs;

/** Signs in at a provider as a person for whom the service decides `kind`. */
function signInAs(person: string, kind: 'choosing' | 'linking' | 'signed-in') {
  return async ({ computer }: Scene) => {
    computer.browseAs(person);
    await computer.login.verbs.addAccount();
    await computer.login.verbs.startSignIn('google', { anotherAccount: true });
    await computer.waitFor(kind);
  };
}

/** Signs in with the password of a person who has one account; the service tells them of a new link each time. */
async function signInWithPassword({
  office,
  computer,
}: Pick<Scene, 'office' | 'computer'>): Promise<string> {
  const { people } = office.sandbox.description;
  const person = people.find(({ key }) => key === 'google-one-account');
  const { verbs } = computer.login;
  if (computer.view().kind === 'signed-in') await verbs.addAccount();
  await verbs.signInWithPassword(person?.sonarUsername ?? '', person?.sonarPassword ?? '');
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** As an administrator would who wants one-time codes. */
function allowCodes({ computer }: Scene): void {
  computer.setPolicy({ breakGlassAllowed: true });
}

/** Each operation of the contract; one without a row fails the first test. */
const rows: Readonly<Record<string, Row>> = {
  getHealth: {
    ask: ({ office, fetch }) => askHealth(office, fetch),
    answer: z.array(
      z.strictObject({
        name: z.enum(['sonar', 'clock']),
        status: z.enum(['passed', 'failed']),
        code: failureSchema.shape.code.nullable(),
        detail: z.string().max(100),
      }),
    ),
  },
  startSignIn: {
    before: ({ computer }) => computer.login.verbs.addAccount(),
    async ask({ computer }) {
      computer.browseAs('google-one-account');
      const answer = await computer.login.verbs.startSignIn('google', { anotherAccount: true });
      const isOver = ({ view: { kind } }: LoginState) => !/^(waiting|checking)/.test(kind);
      await computer.waitForState(isOver, 'the end of the sign-in');
      return answer;
    },
  },
  chooseAccount: {
    before: signInAs('google-three-accounts', 'choosing'),
    async ask({ computer }) {
      const view = computer.view();
      const first = view.kind === 'choosing' ? view.accounts[0]?.id : undefined;
      return computer.login.verbs.chooseAccount(first ?? '', true);
    },
  },
  linkIdentity: {
    before: signInAs('google-no-account', 'linking'),
    ask: (scene) => verbsOf(scene).linkAccount('somebody', 'a password'),
  },
  signInWithPassword: {
    before: (scene) => verbsOf(scene).addAccount(),
    ask: (scene) => verbsOf(scene).signInWithPassword('somebody', 'a password'),
  },
  signInWithBreakGlassCode: {
    before: (scene) => {
      allowCodes(scene);
      return verbsOf(scene).addAccount();
    },
    ask: (scene) => verbsOf(scene).signInWithCode('somebody', 'a code'),
  },
  refreshSession: { ask: (scene) => verbsOf(scene).retrySession(scene.accountId) },
  reverifySession: {
    before: signInAs('google-one-account', 'signed-in'),
    ask: (scene) => verbsOf(scene).proveWithProvider(scene.accountId),
  },
  signOut: { ask: (scene) => verbsOf(scene).signOut(scene.accountId) },
  endMySession: {
    before: async ({ keychain }) => keychain.lock(),
    ask: (scene) => verbsOf(scene).signOut(scene.accountId),
    after: ({ keychain }) => keychain.unlock(),
  },
  signOutEverywhere: { ask: (scene) => verbsOf(scene).signOutEverywhere(scene.accountId) },
  getMyAccount: {
    ask: (scene) => verbsOf(scene).getAccountSecurity(scene.accountId),
    answer: securitySchema,
  },
  getMySecurity: {
    ask: (scene) => verbsOf(scene).getAccountSecurity(scene.accountId),
    answer: securitySchema,
  },
  addLink: {
    async before({ computer, accountId }) {
      computer.browseAs('google-stranger');
      await computer.login.verbs.turnOnProvider(accountId, 'google');
      await computer.waitFor('confirming-link');
    },
    ask: (scene) => verbsOf(scene).confirmLink(),
  },
  markLinksTold: {
    before: signInWithPassword,
    ask: (scene) => verbsOf(scene).dismissNewLinks(scene.accountId, ['link-1']),
  },
  removeLink: { ask: (scene) => verbsOf(scene).removeLink(scene.accountId, 'link-1', false) },
  turnOffProvider: {
    ask: (scene) => verbsOf(scene).turnOffProvider(scene.accountId, 'google', false),
  },
  getMyDevices: {
    ask: (scene) => verbsOf(scene).getDevices(scene.accountId),
    answer: devicesSchema,
  },
  signOutDevice: { ask: (scene) => verbsOf(scene).signOutDevice(scene.accountId, 'device-1') },
  issueSoftphoneToken: {
    ask: ({ computer, accountId }) => computer.login.softphone.getAccessToken(accountId),
    answer: tokenSchema,
  },
  provisionSoftphone: {
    ask: ({ computer, accountId }) => computer.login.softphone.getProvisioning(accountId),
    answer: provisioningSchema,
  },
  getReview: { ask: (scene) => verbsOf(scene).getReview(scene.accountId), answer: reviewSchema },
  setAccountSso: { ask: (scene) => verbsOf(scene).setAccountSso(scene.accountId, 'a', true) },
  setAddressPurpose: {
    ask: (scene) => verbsOf(scene).setAddressPurpose(scene.accountId, 'a', 'sign-in'),
  },
  removeReviewedLink: {
    ask: (scene) => verbsOf(scene).removeReviewedLink(scene.accountId, 'link-1'),
  },
  decideRecycledAddress: {
    ask: (scene) => verbsOf(scene).decideRecycledAddress(scene.accountId, 'r', 'approve'),
  },
  issueBreakGlassCode: {
    before: async (scene) => allowCodes(scene),
    ask: (scene) => verbsOf(scene).issueBreakGlassCode(scene.accountId, 'a'),
    answer: codeSchema,
  },
  getLastReview: {
    // Only an office manager is reminded.
    async before({ computer, accountId }) {
      const account = computer.index.get(accountId);
      if (account !== undefined) computer.index.put({ ...account, isOfficeManager: true });
    },
    ask: (scene) => verbsOf(scene).getReviewReminder(scene.accountId),
    answer: z.strictObject({ lastReviewedAt: z.iso.datetime().nullable() }).nullable(),
  },
  markReviewed: { ask: (scene) => verbsOf(scene).markReviewed(scene.accountId) },
  exportReview: {
    ask: (scene) => verbsOf(scene).exportReview(scene.accountId),
    answer: z.string().regex(/\.csv$/),
  },
  getAudit: { ask: (scene) => verbsOf(scene).getAudit(scene.accountId, null), answer: auditSchema },
};

/** The findings of the self-test about the service. */
function askHealth({ sandbox }: Office, fetch: Fetch): Promise<unknown> {
  const service = { current: () => sandbox.description.sonar.baseUrl };
  const device = { id: 'd', name: 'n', platform: 'linux', appVersion: '1' };
  const bounded = boundSonarFetch(fetch, Date.now);
  const sonar = createSonarClient({ service, device, fetch: bounded, now: Date.now });
  return runSelfTest(createServiceProbes({ sonar, service, now: Date.now }));
}

/** A session with a link that its owner does not know of; anything else as it is. */
async function withNewLink(response: Response): Promise<Response> {
  const text = await response.clone().text();
  if (!text.includes('"newLinks":')) return response;
  const link = {
    id: 'link-1',
    provider: 'google',
    email: null,
    linkedBy: 'password',
    device: null,
  };
  const newLinks = JSON.stringify([{ ...link, linkedAt: new Date().toISOString() }]);
  const { status, headers } = response;
  return new Response(text.replace(/"newLinks":\[\]/, `"newLinks":${newLinks}`), {
    status,
    headers,
  });
}

/** Answers one operation in the place of the service, when it is told to. */
function createLiar({ method, path }: ContractOperation) {
  const asked = new RegExp(`/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  let reply: Reply | null = null;
  let count = 0;
  return {
    count: () => count,
    say(next: Reply | null) {
      reply = next;
    },
    through:
      (fetch: Fetch): Fetch =>
      async (url, init) => {
        const isMeant = (init.method ?? 'GET') === method && asked.test(new URL(url).pathname);
        if (reply === null || !isMeant) return withNewLink(await fetch(url, init));
        count += 1;
        const { status, type, text } = reply;
        const headers = { date: new Date().toUTCString(), ...(type && { 'content-type': type }) };
        return new Response([204, 304].includes(status) ? null : text, { status, headers });
      },
  };
}

const operations = contract.operations.map((one) => [one.operationId, one] as const);

test('S2-16: the product is brought to ask each operation of the contract', () => {
  expect(Object.keys(rows).sort()).toEqual(operations.map(([name]) => name).sort());
});

test.each(operations)(
  'S2-16: whatever %s is answered, window and softphone get what the contract allows',
  { timeout: fuzzTimeoutMs },
  async (name, operation) => {
    const row = rows[name];
    if (row === undefined) throw new Error(`${name} has no row`);
    await withOffice(async (office) => {
      const liar = createLiar(operation);
      const keychain = createFakeKeychain();
      const computer = office.startComputer({
        fetch: liar.through,
        credentials: keychain.credentials,
      });
      const seen: unknown[] = [];
      const { login } = computer;
      let accountId = '';
      const look = () => {
        seen.push(login.getState(), login.softphone.getCurrentSession());
        seen.push(login.softphone.getSessions(), computer.index.list());
      };
      login.onStateChanged(look);
      login.start();

      /** Somebody is signed in, and no attempt is under way. */
      async function signIn(): Promise<string> {
        await login.verbs.cancelSignIn();
        const { view, accounts } = login.getState();
        const isOnline = accounts.some(
          ({ id, session }) => id === accountId && session.status === 'online',
        );
        if (isOnline && view.kind === 'signed-in' && view.accountId === accountId) return accountId;
        return signInWithPassword({ office, computer });
      }

      /** A session is the right account's, so that it is not refused for that alone. */
      function fit(body: unknown): unknown {
        const view = computer.view();
        const chosen = view.kind === 'choosing' ? view.accounts[0]?.id : undefined;
        const isSession = typeof body === 'object' && body !== null && 'account' in body;
        if (!isSession) return body;
        const account = { ...(body.account as object), id: chosen ?? accountId };
        return { ...body, account };
      }

      await fuzzAsync(
        arbitraryReply(operation, fit),
        async (reply) => {
          accountId = await signIn();
          const scene = { office, computer, accountId, keychain, fetch: liar.through(fetch) };
          await row.before?.(scene);
          seen.length = 0;
          liar.say(reply);
          const answer = await row.ask(scene).then(
            (value) => ({ value }),
            (thrown: unknown) => ({ thrown }),
          );
          await login.flush();
          look();
          liar.say(null);
          await row.after?.(scene);
          expectAllowed(answer, row.answer ?? z.null());
          for (const state of seen) if (isState(state)) loginStateSchema.parse(state);
          const told = inspect([seen, answer, computer.steps, computer.notRenewed], {
            depth: 20,
            maxArrayLength: null,
            maxStringLength: null,
          });
          if (!reply.isRight) expect(told).not.toContain(canary);
          // What a right answer has left must not be taken for the next one's.
          if (told.includes(canary)) await forget(computer);
        },
        { most: shareOfRuns(6, operations.length), shrinks: false },
      );
      expect(liar.count()).toBeGreaterThan(3);
    });
  },
);

function isState(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'view' in value;
}

/** A verb's result, what the softphone is given, or its failure. */
function expectAllowed(answer: object, value: z.ZodType): void {
  if ('thrown' in answer) {
    const { code, facts } = answer.thrown as { readonly code: string; readonly facts: object };
    failureSchema.parse({ code, ...facts });
    return;
  }
  const given = 'value' in answer ? answer.value : undefined;
  const result = z.union([
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: failureSchema }),
    value,
  ]);
  result.parse(given);
}

async function forget({ login }: Computer): Promise<void> {
  for (const { id } of login.getState().accounts) await login.verbs.removeAccount(id);
}
