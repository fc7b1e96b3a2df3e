import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Provider } from '../../preload/contract/providers.ts';
import type { LoginState } from '../../preload/contract/state.ts';
import type { App } from '../e2e/support/app.ts';
import { takeUnexpectedFaults } from '../e2e/support/faults.ts';
import { type Chance, createChance } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';
import { outliveDriver, wasEndedByRepeats } from './support/losing-proxy.ts';
import { readable, type SoakOptions, type SoakResult } from './support/measure.ts';
import { judgeProfile, query, readProfile, readSettings } from './support/profile.ts';
import {
  ask,
  type SoakDesktop,
  stateOf,
  waitForState,
  waitForView,
  withSoakDesktop,
} from './support/soak-desktop.ts';

const people = [
  'google-one-account',
  'microsoft-one-account',
  'google-three-accounts',
  'microsoft-three-accounts',
  // They open what the action "link" has linked to them, or nothing.
  'google-stranger',
  'microsoft-stranger',
] as const;

/** What the app is killed in. The name of one is what its figures stand under. */
interface Action {
  readonly name: string;
  /** The accounts that may come out signed in or not; all others are to stay online. */
  readonly mayLose: readonly string[];
  run(): Promise<void>;
}

const names = ['sign-in', 'renewal', 'link', 'switch', 'sign-out', 'remove'] as const;
/** Before anything is tried there are so many accounts online; a remembered choice opens one that is there already. */
const fewestAccounts = 3;
const mostTries = 12;
/** Until an action has run to its end once. */
const firstGuessMs = 1_500;
/** As `renewal-times.ts` has it. */
const betweenRenewalsMs = 2_000;
const settleLimitMs = 15_000;
const endLimitMs = 8_000;
const dayMs = 86_400_000;

/** Kills the app at any moment of what people do, and looks at what the next start makes of it. */
export function soakKills({ runs, seed, isOver }: SoakOptions): Promise<SoakResult> {
  const chance = createChance(seed);
  // The link needs a proof that is not old; nobody here proves anything every ten minutes.
  return withSoakDesktop({ sonar: { ttl: { freshProof: dayMs } } }, async (desktop) => {
    const violations: string[] = [];
    const counts = Object.fromEntries(names.map((name) => [name, 0]));
    const took = new Map<string, number>();
    let kills = 0;
    let finished = 0;
    let endedByRule = 0;
    let untilSettled = 0;
    let online: readonly string[] = [];
    let last: Action | null = null;
    const startedAt = performance.now();
    const stopHearing = outliveDriver((reason) => violations.push(`rejected: ${reason}`));

    async function checkStart(app: App): Promise<void> {
      const state = await settle(desktop, app);
      const profile = await readProfile(desktop);
      const wrong = [...(await judgeProfile(desktop, profile)), ...takeUnexpectedFaults()];
      const now = onlineOf(state);
      for (const id of online.filter((one) => !now.includes(one))) {
        if (wasEndedByRepeats(desktop, id)) endedByRule += 1;
        else if (!last?.mayLose.includes(id)) wrong.push(`${id} is not online any more`);
      }
      violations.push(...wrong.map((text) => `after ${kills} (${last?.name}): ${text}`));
      if (wrong.length > 0) console.log(`kills: ${violations.at(-1)}`);
      online = now;
    }

    for (let round = 0; round <= runs && violations.length <= 20; round += 1) {
      const before = performance.now();
      let running: App | undefined;
      try {
        const app = await desktop.startApp();
        running = app;
        await checkStart(app);
        untilSettled += performance.now() - before;
        if (round === runs || isOver()) {
          await app.quit();
          break;
        }
        online = await fillUp(desktop, app, chance, online);
        const action = await chooseAction(desktop, app, chance, online);
        const expected = took.get(action.name) ?? firstGuessMs;
        const wait = chance.next() * expected * 1.2;
        const begun = performance.now();
        let isFinished = false;
        const acting = action.run().then(
          () => {
            isFinished = true;
            took.set(action.name, performance.now() - begun);
          },
          () => {},
        );
        await pause(wait);
        if (isFinished) finished += 1;
        process.kill(app.pid, 'SIGKILL');
        await Promise.race([app.ended(), pause(endLimitMs)]);
        await Promise.all([app.kill(), acting]);
        await desktop.browser.idle();
        kills += 1;
        counts[action.name] = (counts[action.name] ?? 0) + 1;
        last = action;
      } catch (error) {
        violations.push(`round ${round} (${last?.name}): ${error}`);
        console.log(`kills: ${violations.at(-1)}`);
        await running?.kill();
      }
      if (round % 10 === 0) {
        const seconds = (performance.now() - startedAt) / 1_000;
        console.log(`kills: ${kills} in ${readable(seconds)} s, ${violations.length} violations`);
      }
    }
    stopHearing();
    const figures = {
      ...counts,
      'killed after the end of it': finished,
      'sessions ended by the rule of ADR 0004': endedByRule,
      'mean ms from start to settled': Math.round(untilSettled / (kills + 1)),
    };
    return {
      what: `${readable(kills)} times \`kill -9\` of the main process`,
      figures,
      violations,
    };
  });
}

function onlineOf({ accounts }: LoginState): readonly string[] {
  return accounts.filter(({ session }) => session.status === 'online').map(({ id }) => id);
}

/** Waits until nothing is renewed or removed any more. */
async function settle(desktop: SoakDesktop, { page }: App): Promise<LoginState> {
  await waitForState(page, ({ view }) => view.kind !== 'starting', 'a view');
  await waitUntil(
    async () => {
      const { accounts } = await stateOf(page);
      const isSettled = accounts.every(
        ({ session }) => session.status === 'online' || session.status === 'signed-out',
      );
      return isSettled && (await readSettings(desktop)).pendingRemovals.length === 0;
    },
    'sessions and removals to settle',
    settleLimitMs,
  );
  return stateOf(page);
}

/** Signs people in until there are enough accounts to do something with; who is online then. */
async function fillUp(
  desktop: SoakDesktop,
  app: App,
  chance: Chance,
  online: readonly string[],
): Promise<readonly string[]> {
  let now = online;
  for (let tries = 0; now.length < fewestAccounts && tries < mostTries; tries += 1) {
    const { run } = await prepareSignIn(desktop, app.page, chance);
    await run();
    now = onlineOf(await settle(desktop, app));
  }
  return now;
}

async function chooseAction(
  desktop: SoakDesktop,
  { page }: App,
  chance: Chance,
  online: readonly string[],
): Promise<Action> {
  const name = chance.pick(names);
  const accountId = chance.pick(online);
  const mayLose = [accountId];
  switch (name) {
    case 'sign-in':
      return prepareSignIn(desktop, page, chance);
    case 'renewal':
      // The start has renewed everybody; a moment later the app waits before it does so again.
      await pause(betweenRenewalsMs);
      return {
        name,
        mayLose: [],
        run: async () => void (await ask(page, 'retrySession', accountId)),
      };
    case 'link':
      return prepareLink(desktop, page, accountId);
    case 'switch':
      return {
        name,
        mayLose: [],
        run: async () => void (await ask(page, 'switchAccount', accountId)),
      };
    case 'sign-out':
      return { name, mayLose, run: async () => void (await ask(page, 'signOut', accountId)) };
    case 'remove':
      return { name, mayLose, run: async () => void (await ask(page, 'removeAccount', accountId)) };
  }
}

type Page = App['page'];

async function prepareSignIn(desktop: SoakDesktop, page: Page, chance: Chance): Promise<Action> {
  const key = chance.pick(people);
  const place = chance.next();
  const remember = chance.next() < 0.5;
  const provider = key.startsWith('google') ? 'google' : 'microsoft';
  const person = desktop.sandbox.description.people.find((one) => one.key === key);
  const email = person?.email ?? '';
  const opens = query(
    join(desktop.folder, 'sandbox', 'sonar.sqlite'),
    `SELECT account_id AS id FROM addresses WHERE email = ?
     UNION SELECT account_id FROM links JOIN identities ON identities.id = links.identity_id
     WHERE identities.email = ? AND state = 'active' ORDER BY 1`,
    email,
    email,
  ).map(({ id }) => String(id));
  const accountId = opens[Math.floor(place * opens.length)] ?? '';
  return {
    name: 'sign-in',
    // A choice that was remembered may open another one than would be chosen here.
    mayLose: opens,
    async run() {
      desktop.browser.browseAs(key);
      await ask(page, 'addAccount');
      await ask(page, 'startSignIn', provider, { anotherAccount: true });
      const view = await waitForView(page, ['choosing', 'signed-in', 'linking', 'signed-out']);
      if (view.kind !== 'choosing') return;
      // A link that was removed may have taken it out of the offer.
      const offered = view.accounts.find(({ id }) => id === accountId) ?? view.accounts[0];
      await ask(page, 'chooseAccount', offered?.id ?? '', remember);
      await waitForView(page, ['signed-in', 'signed-out']);
    },
  };
}

/** Links, from settings, an identity that opens nothing else; one that is linked already is removed first. */
async function prepareLink(desktop: SoakDesktop, page: Page, accountId: string): Promise<Action> {
  const { accounts } = await stateOf(page);
  const own = accounts.find(({ id }) => id === accountId)?.identity?.provider;
  const provider: Provider = own === 'google' ? 'microsoft' : 'google';
  const { links } = await ask(page, 'getAccountSecurity', accountId);
  const linked = links.find((link) => link.provider === provider && link.linkedBy === 'settings');
  return {
    name: 'link',
    mayLose: [],
    async run() {
      desktop.browser.browseAs(`${provider}-stranger`);
      if (linked !== undefined) await ask(page, 'removeLink', accountId, linked.id, true);
      await ask(page, 'turnOnProvider', accountId, provider);
      const view = await waitForView(page, ['confirming-link', 'signed-in', 'signed-out']);
      if (view.kind !== 'confirming-link') throw new Error(`ended at ${JSON.stringify(view)}`);
      await ask(page, 'confirmLink');
    },
  };
}
