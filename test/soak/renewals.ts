import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildExample } from '../../scripts/build.ts';
import { generateSeed } from '../../services/seed/generated-seed.ts';
import type { App } from '../e2e/support/app.ts';
import { takeUnexpectedFaults } from '../e2e/support/faults.ts';
import { addLine, line, registered, startPhone, withPhones } from '../e2e/support/softphone.ts';
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

/** The example renews at half of it. */
const credentialMs = 90_000;
const phoneLookMs = 500;

/** Lets the example keep the lines of one person registered with credentials of 90 s. */
export async function soakRegistrations({ runs, isOver }: SoakOptions): Promise<SoakResult> {
  await buildExample();
  return withPhones(async (desktop) => {
    const { sonar, registrar } = desktop.sandbox.control;
    if (registrar === null) throw new Error('There is no registrar.');
    sonar.setTtl({ provisioning: credentialMs });
    const phone = await startPhone(desktop, 'ben');
    await addLine(desktop, phone, 'google-three-accounts', /Maple Dental · Ext\. 210/);
    await phone.page.getByRole('button', { name: 'Add an account' }).click();
    await addLine(desktop, phone, 'google-three-accounts', /Harbour Legal/);
    await line(phone, 'Harbour Legal').getByText('Registered').waitFor();

    const lines = await registered(desktop);
    const taken = () =>
      registrar.log().filter(({ status, expires }) => status === 200 && expires > 0);
    const renewals = () => taken().length - lines.length;
    const startedAt = performance.now();
    const gaps: string[] = [];
    let looks = 0;
    while (renewals() < runs && !isOver()) {
      await pause(phoneLookMs);
      const now = await registered(desktop);
      looks += 1;
      if (now.join() !== lines.join()) gaps.push(`registered were only: ${now.join(', ')}`);
    }
    const log = registrar.log();
    // The question that a registrar puts before each is no refusal.
    const refused = log.filter(({ status, detail }) => status !== 200 && detail !== 'asked');
    const asked = log.filter(({ detail }) => detail === 'asked').length;
    const shortest = lines.map((address) => {
      const own = taken().filter((event) => event.address === address);
      return own.slice(1).map((next, at) => {
        const before = own[at] ?? next;
        return before.at / 1_000 + before.expires - next.at / 1_000;
      });
    });
    const violations = [
      ...gaps,
      ...refused.map((event) => JSON.stringify(event)),
      ...(asked > taken().length ? [`asked ${asked} times for ${taken().length}`] : []),
      ...takeUnexpectedFaults(),
    ];
    return {
      what: `${readable(renewals())} renewals of credentials that live 90 s`,
      figures: {
        lines: lines.length,
        looks,
        gaps: gaps.length,
        refused: refused.length,
        'seconds left at the latest renewal': Math.min(...shortest.flat()),
        minutes: (performance.now() - startedAt) / 60_000,
      },
      violations,
    };
  });
}
