import type { Page } from 'playwright-core';
import type { KnownAccount, LoginState, View } from '../../../preload/contract/state.ts';
import {
  auditPage,
  bundleFiles,
  choices,
  devices,
  findings,
  largeReview,
  review,
  security,
  wellFindings,
} from './account-answers.ts';
import {
  ana,
  desk,
  gone,
  known,
  newLinks,
  openPolicy,
  picturesAt,
  reception,
  stateOf,
} from './people.ts';
import type { Answers, ScreenState } from './screen-state.ts';

const signedIn: View = { kind: 'signed-in', accountId: 'ana', failure: null };
const managerPages = ['settings', 'choices', 'devices', 'review', 'activity', 'support'] as const;
/** Where the app is the product itself. */
const productPages = ['settings', 'choices', 'devices', 'computer', 'support'] as const;
const employeePages = ['settings', 'choices', 'devices', 'support'] as const;
type PageName = (typeof managerPages | typeof productPages)[number];

function account(changes: Partial<KnownAccount> = {}, state: Partial<LoginState> = {}): LoginState {
  return stateOf(signedIn, { accounts: [known(ana, changes), known(reception)], ...state });
}

const manager = account({ isOfficeManager: true });

/** A question in front of the page. */
const dialog = ':is([role=alertdialog], [role=dialog])';
/** Its answer that changes something; the other one has the focus. */
const confirm = `${dialog} button:not(:focus)`;

/** The switch of single sign-on in a row of the review: the last of the row. */
function ssoSwitchOf(index: number): string {
  return `[data-index="${index}"] td:nth-of-type(3) [role=switch]`;
}

/** Opens a page of the account from the signed-in view, as a hand does; independent of the language. */
function open(
  name: PageName,
  pages: readonly PageName[] = employeePages,
): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('banner').getByRole('button').last().click();
    if (name !== 'settings') {
      await page.getByRole('navigation').getByRole('button').nth(pages.indexOf(name)).click();
    }
    await page.getByRole('navigation').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-pending]') === null);
  };
}

function openAsManager(name: PageName): (page: Page) => Promise<void> {
  return open(name, managerPages);
}

/** An answer that stays away keeps the page loading. */
const answers: Answers = {
  getAccountSecurity: { ok: true, value: security },
  getRememberedChoices: { ok: true, value: choices },
  getDevices: { ok: true, value: devices },
  getReview: { ok: true, value: review },
  getAudit: { ok: true, value: auditPage },
  runSelfTest: { ok: true, value: findings },
  previewSupportBundle: { ok: true, value: { files: bundleFiles } },
};

async function openBundle(page: Page): Promise<void> {
  await open('support')(page);
  // The one of the picture before may still be on its way out.
  await page.waitForSelector(dialog, { state: 'detached' });
  await page.locator('section[aria-labelledby=report-title] button').nth(1).click();
  await page.waitForSelector(dialog);
}

function shown(
  name: string,
  steps: (page: Page) => Promise<void>,
  changes: { readonly state?: LoginState; readonly answers?: Answers } = {},
): ScreenState {
  return {
    name,
    state: changes.state ?? account(),
    answers: { ...answers, ...changes.answers },
    steps,
    wide: true,
    mayScroll: true,
  };
}

/** A change of the review, long after the sign-in. */
const proofNeeded: Answers = {
  getReview: { ok: true, value: { ...review, recycled: [] } },
  setAccountSso: { ok: false, failure: { code: 'reverify-required' } },
};

async function askForProof(page: Page): Promise<void> {
  await openAsManager('review')(page);
  // The question of the picture before may still be on its way out.
  await page.waitForSelector(dialog, { state: 'detached' });
  await page.click(ssoSwitchOf(0));
  await page.waitForSelector(dialog);
}

/** An office manager on a computer where codes may be issued. */
const codeManager = account(
  { isOfficeManager: true },
  { policy: { ...openPolicy, codeAllowed: true } },
);

const codeIssued: Answers = {
  getReview: { ok: true, value: { ...review, recycled: [] } },
  issueBreakGlassCode: {
    ok: true,
    value: { code: '7K3M-9XQ2-T5WD', expiresAt: new Date(picturesAt + 43_200_000).toISOString() },
  },
};

async function askForCode(page: Page): Promise<void> {
  await openAsManager('review')(page);
  await page.waitForSelector(dialog, { state: 'detached' });
  await page.click('[data-index="0"] th button');
  await page.waitForSelector(dialog);
}

/** The pages of the account. */
export const accountStates: readonly ScreenState[] = [
  shown('settings', open('settings')),
  shown('settings-nothing-linked', open('settings'), {
    answers: {
      getAccountSecurity: {
        ok: true,
        value: { ...security, links: [], addresses: [] },
      },
    },
  }),
  shown('settings-code', open('settings'), {
    state: account({ identity: null, endsAt: '2026-11-02T22:40:00Z' }),
  }),
  shown('settings-locked', open('settings'), {
    state: account(
      {},
      {
        policy: {
          ...openPolicy,
          providers: [
            { provider: 'google', allowed: true },
            { provider: 'microsoft', allowed: false },
          ],
        },
      },
    ),
    answers: {
      getAccountSecurity: {
        ok: true,
        value: { ...security, links: security.links.slice(0, 1) },
      },
    },
  }),
  shown('settings-pilot', open('settings'), {
    state: account({ identity: null }),
    answers: {
      getAccountSecurity: {
        ok: true,
        value: {
          ...security,
          links: [],
          sso: { on: false, failure: { code: 'sso-not-enabled' } },
        },
      },
    },
  }),
  shown('settings-turned-off', open('settings'), {
    state: account({ identity: null }),
    answers: {
      getAccountSecurity: {
        ok: true,
        value: { ...security, sso: { on: false, failure: { code: 'sso-turned-off' } } },
      },
    },
  }),
  shown('settings-new-link', open('settings'), {
    state: account({ newLinks: newLinks.slice(0, 1).map((link) => ({ ...link, id: 'l2' })) }),
  }),
  shown('settings-turn-off', async (page) => {
    await open('settings')(page);
    await page.click('[data-provider="google"] [role="switch"]');
    await page.waitForSelector(dialog);
  }),
  shown(
    'settings-last-way-in',
    async (page) => {
      await open('settings')(page);
      await page.click('[data-provider="google"] [role="switch"]');
      await page.click(confirm);
      await page.waitForFunction(
        () =>
          document.querySelectorAll('[role=alertdialog]').length === 1 &&
          window.gallery.calls().some(([verb]) => verb === 'turnOffProvider'),
      );
    },
    { answers: { turnOffProvider: { ok: false, failure: { code: 'last-way-in' } } } },
  ),
  shown(
    'settings-change-refused',
    async (page) => {
      await open('settings')(page);
      await page.click('[data-provider=microsoft] li button');
      await page.click(confirm);
      await page.waitForSelector('[role=alert]');
    },
    {
      answers: {
        removeLink: {
          ok: false,
          failure: { code: 'account-service-unreachable', correlationId: 'b7c1-44e0' },
        },
      },
    },
  ),
  shown('settings-unreachable', open('settings'), {
    answers: { getAccountSecurity: { ok: false, failure: { code: 'offline' } } },
  }),
  shown('choices', open('choices')),
  shown('choices-empty', open('choices'), {
    answers: { getRememberedChoices: { ok: true, value: [] } },
  }),
  shown('choices-locked', open('choices'), {
    state: account({}, { policy: { ...openPolicy, rememberAllowed: false } }),
  }),
  shown('devices', open('devices')),
  shown('devices-sign-out', async (page) => {
    await open('devices')(page);
    await page.getByRole('main').getByRole('listitem').nth(1).getByRole('button').click();
    await page.waitForSelector(dialog);
  }),
  shown('review', openAsManager('review'), { state: manager }),
  shown(
    'review-only-risky',
    async (page) => {
      await openAsManager('review')(page);
      await page.click('search [role=switch]');
    },
    { state: manager, answers: { getReview: { ok: true, value: { ...review, recycled: [] } } } },
  ),
  shown(
    'review-nothing-found',
    async (page) => {
      await openAsManager('review')(page);
      await page.fill('[type=search]', 'zzz');
      await page.waitForSelector('table', { state: 'detached' });
    },
    { state: manager, answers: { getReview: { ok: true, value: { ...review, recycled: [] } } } },
  ),
  shown(
    'review-refused-change',
    async (page) => {
      await openAsManager('review')(page);
      await page.click(ssoSwitchOf(0));
      await page.waitForSelector('tr [role=alert]');
    },
    {
      state: manager,
      answers: {
        getReview: { ok: true, value: { ...review, recycled: [] } },
        setAccountSso: { ok: false, failure: { code: 'account-service-unreachable' } },
      },
    },
  ),
  shown(
    'review-own-sso',
    async (page) => {
      await openAsManager('review')(page);
      // Her row stands below the first.
      await page.click(ssoSwitchOf(1));
      await page.waitForSelector(dialog);
    },
    { state: manager, answers: { getReview: { ok: true, value: { ...review, recycled: [] } } } },
  ),
  shown(
    'review-exported',
    async (page) => {
      await openAsManager('review')(page);
      await page.getByRole('main').getByRole('button').first().click();
      await page.getByRole('main').getByText('sonar-access-review.csv').waitFor();
    },
    {
      state: manager,
      answers: {
        exportReview: { ok: true, value: '/home/ana/Downloads/sonar-access-review.csv' },
      },
    },
  ),
  shown('review-code-asked', askForCode, { state: codeManager, answers: codeIssued }),
  shown(
    'review-code',
    async (page) => {
      await askForCode(page);
      await page.click(confirm);
      await page.getByText('7K3M-9XQ2-T5WD').waitFor();
    },
    { state: codeManager, answers: codeIssued },
  ),
  shown(
    'review-code-refused',
    async (page) => {
      await askForCode(page);
      await page.click(confirm);
      await page.waitForSelector('tr [role=alert]');
    },
    {
      state: codeManager,
      answers: {
        ...codeIssued,
        issueBreakGlassCode: { ok: false, failure: { code: 'account-service-unreachable' } },
      },
    },
  ),
  shown('proof-provider', askForProof, { state: manager, answers: proofNeeded }),
  shown('proof-password', askForProof, {
    state: account({ isOfficeManager: true, identity: null }),
    answers: proofNeeded,
  }),
  shown(
    'proof-mismatch',
    async (page) => {
      await askForProof(page);
      await page.click(`${dialog} [type=submit]`);
      await page.waitForSelector(`${dialog} [role=alert]`);
    },
    {
      state: manager,
      answers: {
        ...proofNeeded,
        proveWithProvider: {
          ok: false,
          failure: {
            code: 'identity-mismatch',
            provider: 'google',
            email: 'chloe.martin@gmail.com',
          },
        },
      },
    },
  ),
  shown(
    'proof-refused',
    async (page) => {
      await askForProof(page);
      await page.fill(`${dialog} [type=password]`, 'not it');
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${dialog} [role=alert]`);
    },
    {
      state: account({ isOfficeManager: true, identity: null }),
      answers: {
        ...proofNeeded,
        proveWithPassword: { ok: false, failure: { code: 'wrong-credentials', triesLeft: 2 } },
      },
    },
  ),
  shown(
    'review-approve',
    async (page) => {
      await openAsManager('review')(page);
      await page.getByRole('main').getByRole('listitem').getByRole('button').first().click();
      await page.waitForSelector(dialog);
    },
    { state: manager },
  ),
  shown('review-10000', openAsManager('review'), {
    state: manager,
    answers: { getReview: { ok: true, value: largeReview(10_000) } },
  }),
  shown('review-not-office-manager', openAsManager('review'), {
    state: manager,
    answers: { getReview: { ok: false, failure: { code: 'not-office-manager' } } },
  }),
  shown('activity', openAsManager('activity'), { state: manager }),
  shown('choices-preferred', open('choices'), {
    state: account(
      {},
      { policy: { ...openPolicy, preferredAccount: { username: 'reception', locked: true } } },
    ),
  }),
  shown('computer', open('computer', productPages), { state: account({}, { desk }) }),
  shown('computer-managed', open('computer', productPages), {
    state: account(
      { isOfficeManager: true },
      {
        desk: {
          notifications: { on: false, locked: true },
          startWithComputer: { on: true, locked: true },
          staysInTray: false,
          notice: null,
        },
      },
    ),
  }),
  shown(
    'computer-refused',
    async (page) => {
      await page.getByRole('contentinfo').getByRole('button').click();
      await page.getByRole('navigation').getByRole('button').first().click();
      await page.getByRole('switch').last().click();
      await page.getByRole('alert').waitFor();
    },
    {
      state: stateOf({ kind: 'signed-out', failure: null }, { accounts: [gone(ana)], desk }),
      answers: {
        setStartWithComputer: { ok: false, failure: { code: 'autostart-unchanged' } },
      },
    },
  ),
  shown('support', open('support')),
  shown('support-signed-out', (page) => page.getByRole('contentinfo').getByRole('button').click(), {
    state: stateOf({ kind: 'signed-out', failure: null }, { accounts: [gone(ana)] }),
  }),
  shown('support-findings', async (page) => {
    await open('support')(page);
    await page.click('main section button');
    await page.waitForSelector('main [data-name]');
  }),
  shown(
    'support-managed',
    async (page) => {
      await open('support')(page);
      await page.click('main section button');
      await page.waitForSelector('main [data-name]');
    },
    {
      state: account(
        {},
        {
          credentialStore: 'memory',
          policy: {
            ...openPolicy,
            providers: [
              { provider: 'google', allowed: false },
              { provider: 'microsoft', allowed: true },
            ],
            passwordAllowed: false,
            keepSignedIn: false,
            switchingAllowed: false,
            diagnosticsAllowed: false,
            locales: ['en', 'fr-CA', 'es'],
          },
        },
      ),
      answers: { runSelfTest: { ok: true, value: wellFindings } },
    },
  ),
  shown('support-bundle', openBundle),
  shown(
    'support-bundle-saved',
    async (page) => {
      await openBundle(page);
      await page.locator(`${dialog} details summary`).nth(5).click();
      await page.locator(`${dialog} button`).last().click();
      await page.locator(dialog).getByText('sonar-support-2026-11-02.zip').waitFor();
    },
    {
      answers: {
        saveSupportBundle: { ok: true, value: '/home/ana/Downloads/sonar-support-2026-11-02.zip' },
      },
    },
  ),
  shown('support-policy-unread', open('support'), {
    state: account(
      {},
      {
        policy: {
          ...openPolicy,
          providers: openPolicy.providers.map((choice) => ({ ...choice, allowed: false })),
          passwordAllowed: false,
          linkingAllowed: false,
          trouble: { kind: 'unread', place: 'file' },
        },
      },
    ),
  }),
];
