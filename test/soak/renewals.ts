import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateSeed } from '../../services/seed/generated-seed.ts';
import type { App } from '../e2e/support/app.ts';
import { takeUnexpectedFaults } from '../e2e/support/faults.ts';
import { createChance } from '../support/random.ts';
import { startLosingProxy, wasEndedByRepeats } from './support/losing-proxy.ts';
import { readable, type SoakOptions, type SoakResult } from './support/measure.ts';
import { judgeProfile, query, readProfile } from './support/profile.ts';
import {
  ask,
  type SoakDesktop,
  stateOf,
  waitForState,
  waitForView,
  withSoakDesktop,
} from './support/soak-desktop.ts';

const people = 20;
/** The app renews after four fifths of it; two renewals of one account are 2 s apart at least. */
const accessTokenMs = 3_000;
const betweenLooksMs = 2_000;

/** Lets many accounts renew at once, with tokens of a few seconds and a network that loses answers. */
export function soakRenewals({ runs, seed, isOver }: SoakOptions): Promise<SoakResult> {
  const options = {
    seed: generateSeed({ people, accounts: 1 }),
    sonar: { ttl: { accessToken: accessTokenMs } },
  };
  return withSoakDesktop(options, async (desktop) => {
    const proxy = await startLosingProxy(desktop, createChance(seed));
    try {
      const app = await desktop.startApp(proxy.env);
      for (const { key } of desktop.sandbox.description.people) await signIn(desktop, app, key);
      const startedAt = performance.now();
      let shown = 0;
      while (proxy.counts.asked < runs && !isOver()) {
        await pause(betweenLooksMs);
        if (proxy.counts.asked >= shown + 100) {
          shown = proxy.counts.asked;
          console.log(`renewals: ${JSON.stringify(proxy.counts)}`);
        }
      }
      const minutes = (performance.now() - startedAt) / 60_000;
      proxy.relent();
      const { asked, lost, unavailable, brought } = { ...proxy.counts };
      const state = await waitForState(
        app.page,
        ({ accounts }) => accounts.every(({ session }) => session.status !== 'offline'),
        'everybody online or signed out',
      );
      const signedOut = state.accounts
        .filter(({ session }) => session.status === 'signed-out')
        .map(({ id }) => id);
      const unexplained = signedOut.filter(
        (id) => !(wasEndedByRepeats(desktop, id) && wereAnswersLost(desktop, id, proxy.lostTokens)),
      );
      await app.quit();
      const violations = [
        ...unexplained.map((id) => `${id} was signed out and no rule says why`),
        ...(await judgeProfile(desktop, await readProfile(desktop))),
        ...desktop.browser.troubles,
        ...takeUnexpectedFaults(),
      ];
      const figures = {
        accounts: state.accounts.length,
        asked,
        'answers lost': lost,
        'answered 503': unavailable,
        'answers brought': brought,
        'signed out': signedOut.length,
        'of them by the rule of ADR 0004': signedOut.length - unexplained.length,
        minutes,
      };
      return {
        what: `${readable(asked)} renewals on a network that loses answers`,
        figures,
        violations,
      };
    } finally {
      await proxy.close();
    }
  });
}

async function signIn(desktop: SoakDesktop, { page }: App, key: string): Promise<void> {
  const { length } = (await stateOf(page)).accounts;
  const provider = key.startsWith('google') ? 'google' : 'microsoft';
  desktop.browser.browseAs(key);
  if (length > 0) await ask(page, 'addAccount');
  await ask(page, 'startSignIn', provider, { anotherAccount: true });
  await waitForState(page, ({ accounts }) => accounts.length > length, `${key} signed in`);
  await waitForView(page, ['signed-in']);
}

/** Whether the answers to the last tokens of an ended session were lost on the way, as the proxy knows. */
function wereAnswersLost(
  { folder }: SoakDesktop,
  accountId: string,
  lost: ReadonlySet<string>,
): boolean {
  const tokens = query(
    join(folder, 'sandbox', 'sonar.sqlite'),
    `SELECT hash, repeats FROM refresh_tokens WHERE used_at IS NOT NULL AND session_id =
     (SELECT id FROM sessions WHERE account_id = ? ORDER BY created_at DESC LIMIT 1)
     ORDER BY sequence DESC LIMIT 3`,
    accountId,
  );
  return tokens.filter(({ hash }) => lost.has(String(hash))).length >= 2 || tokens.length === 0;
}
