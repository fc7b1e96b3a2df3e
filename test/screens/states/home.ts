import type { Page } from 'playwright-core';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { KnownAccount, LoginState, View } from '../../../preload/contract/state.ts';
import {
  ana,
  desk,
  gone,
  known,
  manyAccounts,
  newCodes,
  newLinks,
  onCall,
  openPolicy,
  picturesAt,
  reception,
  stateOf,
} from './people.ts';
import type { ScreenState } from './screen-state.ts';

const signedIn: View = { kind: 'signed-in', accountId: 'ana', failure: null };
const others = [
  known(reception),
  known(onCall, {
    session: { status: 'offline', failure: { code: 'offline' } },
    identity: { provider: 'microsoft', email: 'emilie@harbour.example' },
  }),
];

function home(changes: Partial<KnownAccount> = {}, state: Partial<LoginState> = {}): LoginState {
  return stateOf(signedIn, { accounts: [known(ana, changes)], ...state });
}

function offline(failure: Failure): Partial<KnownAccount> {
  return { session: { status: 'offline', failure } };
}

async function chooseFromMenu(page: Page, position: number): Promise<void> {
  await page.focus('main [aria-haspopup]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=menuitem][data-focused]');
  for (let step = 1; step < position; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // It may still be on its way out.
  await page.waitForSelector('[role=menu]', { state: 'detached' });
}

/** Somebody is signed in. */
export const homeStates: readonly ScreenState[] = [
  { name: 'home', state: home() },
  {
    name: 'cannot-be-shown',
    isLost: true,
    // As if something had come through that is no text.
    state: home({ organization: { id: 'northwind' } as unknown as string }),
  },
  { name: 'home-others', state: home({}, { accounts: [known(ana), ...others] }) },
  {
    name: 'home-one-account',
    state: home(
      {},
      {
        accounts: [known(ana), ...others],
        policy: { ...openPolicy, switchingAllowed: false },
        view: {
          kind: 'signed-in',
          accountId: ana.id,
          failure: { code: 'blocked-by-policy', accountId: ana.id },
        },
      },
    ),
    mayScroll: true,
  },
  {
    name: 'home-review-due',
    state: home({ isOfficeManager: true }),
    answers: {
      getReviewReminder: { ok: true, value: { lastReviewedAt: '2026-08-12T08:00:00Z' } },
    },
    steps: async (page) => {
      await page.waitForSelector('main section button');
    },
  },
  {
    name: 'home-office-manager',
    state: home({
      isOfficeManager: true,
      identity: { provider: 'microsoft', email: 'ana@northwind.example' },
    }),
  },
  { name: 'home-password', state: home({ identity: null }) },
  {
    name: 'home-code',
    state: home({ identity: null, endsAt: new Date(picturesAt + 6 * 3_600_000).toISOString() }),
  },
  { name: 'home-renewing', state: home({ session: { status: 'renewing', failure: null } }) },
  {
    name: 'home-offline',
    state: home(offline({ code: 'offline' }), {
      accounts: [known(ana, offline({ code: 'offline' })), ...others],
    }),
    mayScroll: true,
  },
  {
    name: 'home-portal',
    state: home(offline({ code: 'network-portal', provider: 'google' })),
  },
  {
    name: 'home-untrusted',
    state: home(
      offline({ code: 'connection-untrusted', certificateIssuer: 'Contoso Web Gateway CA' }),
    ),
  },
  { name: 'home-keychain-locked', state: home(offline({ code: 'keychain-locked' })) },
  {
    name: 'home-keychain-gone',
    state: home(offline({ code: 'credential-store-unavailable' }), { credentialStore: 'memory' }),
  },
  {
    name: 'home-keychain-unread',
    state: home(offline({ code: 'keychain-broken' }), { credentialStore: 'broken' }),
  },
  { name: 'home-confirm', state: home({ confirmWith: 'google' }) },
  {
    name: 'home-administrator',
    state: home({
      needsAdministrator: {
        code: 'administrator-needed',
        provider: 'google',
        providerErrorNumber: 'admin_policy_enforced',
      },
    }),
  },
  { name: 'home-renamed', state: home({ emailRenamedFrom: 'ana.lopez@northwind.example' }) },
  { name: 'home-new-link', state: home({ newLinks: newLinks.slice(0, 1) }) },
  { name: 'home-new-links', state: home({ newLinks }), mayScroll: true },
  { name: 'home-new-code', state: home({ newCodes: newCodes.slice(1) }) },
  { name: 'home-new-codes', state: home({ newCodes }), mayScroll: true },
  { name: 'home-keychain-broken', state: home({}, { credentialStore: 'broken' }) },
  { name: 'home-memory', state: home({}, { credentialStore: 'memory' }) },
  {
    name: 'home-unsaved',
    state: home({}, { credentialStore: 'memory', settingsNotices: ['unsaved', 'restored'] }),
    mayScroll: true,
  },
  { name: 'home-stays-in-tray', state: home({}, { desk: { ...desk, notice: 'stays-in-tray' } }) },
  {
    name: 'home-shared-computer',
    state: home({}, { credentialStore: 'memory', policy: { ...openPolicy, keepSignedIn: false } }),
  },
  {
    name: 'home-idle',
    state: home(
      {},
      {
        credentialStore: 'memory',
        policy: { ...openPolicy, keepSignedIn: false },
        idleSignOut: { at: picturesAt + 24_000 },
      },
    ),
  },
  {
    name: 'home-policy-unread',
    state: home(offline({ code: 'account-service-unreachable' }), {
      policy: { ...openPolicy, trouble: { kind: 'unread', place: 'registry' } },
    }),
  },
  {
    name: 'home-other-ended',
    state: stateOf(
      {
        kind: 'signed-in',
        accountId: 'ana',
        failure: { code: 'sso-turned-off', accountId: 'on-call', provider: 'google' },
      },
      { accounts: [known(ana), gone(onCall)] },
    ),
  },
  {
    name: 'home-on-call',
    state: stateOf(
      { kind: 'signed-in', accountId: 'ana', failure: { code: 'call-in-progress' } },
      { accounts: [known(ana), known(reception)] },
    ),
  },
  {
    name: 'home-many',
    state: home(
      {},
      {
        accounts: [
          known(ana),
          ...manyAccounts(10).map((account, index) =>
            index === 3 ? gone(account) : known(account),
          ),
        ],
      },
    ),
    mayScroll: true,
  },
  {
    name: 'home-everything',
    state: stateOf(signedIn, {
      credentialStore: 'memory',
      accounts: [
        known(ana, {
          ...offline({ code: 'account-service-unreachable', correlationId: 'b7c1-44e0' }),
          confirmWith: 'google',
          emailRenamedFrom: 'ana.lopez@northwind.example',
        }),
        ...others,
      ],
    }),
    mayScroll: true,
  },
  {
    name: 'home-menu',
    state: home({}, { accounts: [known(ana), ...others] }),
    steps: async (page) => {
      await page.click('main [aria-haspopup]');
      await page.waitForSelector('[role=menu]');
    },
  },
  {
    name: 'home-remove',
    state: home({}, { accounts: [known(ana), ...others] }),
    steps: async (page) => {
      await chooseFromMenu(page, 2);
      await page.waitForSelector('[role=alertdialog]');
    },
  },
  {
    name: 'home-everywhere',
    state: home(),
    steps: async (page) => {
      await chooseFromMenu(page, 3);
      await page.waitForSelector('[role=alertdialog]');
    },
  },
  {
    name: 'home-browser',
    state: home(),
    steps: async (page) => {
      await chooseFromMenu(page, 4);
      await page.waitForSelector('[role=alertdialog]');
    },
  },
];
