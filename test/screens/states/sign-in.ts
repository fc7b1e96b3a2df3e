import type { Page } from 'playwright-core';
import type { PolicyView } from '../../../preload/contract/state.ts';
import { ana, desk, gone, onCall, openPolicy, picturesAt, reception, stateOf } from './people.ts';
import type { ScreenState } from './screen-state.ts';

const signedOut = { kind: 'signed-out', failure: null } as const;
const waiting = {
  kind: 'waiting-for-browser',
  provider: 'google',
  deadline: picturesAt + 272_000,
  asksToAgree: false,
  browserOpened: true,
  failure: null,
} as const;

/** A policy file that cannot be read: every way in is locked. */
const unreadPolicy: PolicyView = {
  ...openPolicy,
  providers: openPolicy.providers.map((choice) => ({ ...choice, allowed: false })),
  passwordAllowed: false,
  trouble: { kind: 'unread', place: 'file' },
};

/** Codes are taken here, and where single sign-on is required nothing else is besides. */
const codePolicy: PolicyView = { ...openPolicy, passwordAllowed: false, codeAllowed: true };

async function typeCode(page: Page): Promise<void> {
  await page.click('button:has(.lucide-ticket)');
  await page.fill('[name=username]', 'ana.ruiz');
  await page.fill('[name=one-time-code]', '7k3m 9xq2 t5wd');
}

/** From the first start until an answer from the browser has been checked. */
export const signInStates: readonly ScreenState[] = [
  { name: 'first-run', state: stateOf(signedOut) },
  { name: 'starting', state: stateOf({ kind: 'starting' }) },
  {
    name: 'returning-one',
    state: stateOf(signedOut, { accounts: [gone(ana)] }),
  },
  {
    name: 'returning-three',
    state: stateOf(signedOut, {
      accounts: [gone(ana), gone(onCall, { identity: null }), gone(reception)],
    }),
  },
  {
    name: 'returning-username',
    state: stateOf(signedOut, { accounts: [gone(onCall, { identity: null })] }),
    steps: (page) => page.click('main li button'),
  },
  {
    name: 'adding-account',
    state: stateOf(signedOut, { accounts: [gone(ana)], canReturn: true }),
  },
  {
    name: 'policy-google-locked',
    state: stateOf(signedOut, {
      policy: {
        ...openPolicy,
        providers: [
          { provider: 'google', allowed: false },
          { provider: 'microsoft', allowed: true },
        ],
      },
    }),
  },
  {
    name: 'policy-no-password',
    state: stateOf(signedOut, { policy: { ...openPolicy, passwordAllowed: false } }),
  },
  {
    name: 'policy-shared-computer',
    state: stateOf(signedOut, { policy: { ...openPolicy, keepSignedIn: false } }),
  },
  {
    name: 'policy-shared-computer-left',
    state: stateOf(signedOut, {
      browserSessions: ['google'],
      policy: { ...openPolicy, keepSignedIn: false },
    }),
    mayScroll: true,
  },
  {
    name: 'policy-unread',
    state: stateOf(signedOut, { policy: unreadPolicy }),
  },
  {
    name: 'policy-unread-refused',
    state: stateOf(
      {
        kind: 'signed-out',
        failure: { code: 'blocked-by-policy', provider: 'google', correlationId: 'b7c1-44e0' },
      },
      { accounts: [gone(ana)], policy: unreadPolicy },
    ),
    mayScroll: true,
  },
  {
    name: 'policy-broken',
    state: stateOf(signedOut, {
      policy: { ...openPolicy, passwordAllowed: false, trouble: { kind: 'broken' } },
    }),
  },
  {
    name: 'password-typed',
    state: stateOf(signedOut),
    steps: async (page) => {
      await page.fill('[name=username]', 'ana.ruiz');
      await page.fill('[name=password]', 'correct horse');
      await page.click('//input[@name="password"]/following::button[1]');
    },
  },
  {
    name: 'password-checking',
    state: stateOf({ kind: 'checking', provider: null }),
  },
  {
    name: 'password-refused',
    state: stateOf({
      kind: 'signed-out',
      failure: { code: 'wrong-credentials', triesLeft: 2, correlationId: 'b7c1-44e0' },
    }),
  },
  { name: 'code-offered', state: stateOf(signedOut, { policy: codePolicy }) },
  {
    name: 'code-typed',
    state: stateOf(signedOut, { policy: codePolicy }),
    steps: typeCode,
  },
  {
    name: 'code-returning',
    state: stateOf(signedOut, {
      accounts: [gone(onCall, { identity: null })],
      policy: codePolicy,
    }),
    steps: (page) => page.click('main li button'),
  },
  {
    name: 'code-refused',
    state: stateOf(
      {
        kind: 'signed-out',
        failure: { code: 'wrong-credentials', secret: 'code', correlationId: 'b7c1-44e0' },
      },
      { policy: codePolicy },
    ),
    steps: typeCode,
  },
  {
    name: 'session-ended',
    state: stateOf(
      { kind: 'signed-out', failure: { code: 'session-expired', email: 'ana@northwind.example' } },
      { accounts: [gone(ana)] },
    ),
  },
  { name: 'waiting', state: stateOf(waiting) },
  { name: 'waiting-agreement', state: stateOf({ ...waiting, asksToAgree: true }) },
  { name: 'waiting-opening', state: stateOf({ ...waiting, browserOpened: false }) },
  {
    name: 'waiting-copied',
    state: stateOf({ ...waiting, provider: 'microsoft' }),
    steps: async (page) => {
      await page.getByRole('main').getByRole('button').nth(1).click();
      await page.waitForSelector('svg.lucide-check');
    },
  },
  {
    name: 'waiting-not-opened',
    state: stateOf({
      ...waiting,
      browserOpened: false,
      failure: { code: 'browser-not-opened', provider: 'google', correlationId: 'b7c1-44e0' },
    }),
  },
  {
    name: 'waiting-not-recognized',
    state: stateOf({
      ...waiting,
      failure: { code: 'browser-not-recognized', provider: 'google' },
    }),
  },
  {
    name: 'waiting-too-many',
    state: stateOf({
      ...waiting,
      browserOpened: false,
      failure: { code: 'too-many-tries', retryAt: new Date(picturesAt + 60_000).toISOString() },
    }),
  },
  { name: 'checking', state: stateOf({ kind: 'checking', provider: 'google' }) },
  {
    name: 'unsaved',
    state: stateOf({ kind: 'signed-out', failure: null }, { settingsNotices: ['unsaved'] }),
    mayScroll: true,
  },
  {
    name: 'untold',
    state: stateOf({ kind: 'signed-out', failure: null }, { settingsNotices: ['untold'] }),
    mayScroll: true,
  },
  {
    name: 'unsent',
    state: stateOf(
      {
        kind: 'signed-out',
        failure: { code: 'account-service-unreachable', provider: 'google' },
      },
      { unsent: { provider: 'google', email: 'ana.silva@mapledental.example' } },
    ),
    mayScroll: true,
  },
  {
    name: 'starts-with-computer',
    state: stateOf(
      { kind: 'signed-out', failure: null },
      { desk: { ...desk, notice: 'starts-with-computer' } },
    ),
    mayScroll: true,
  },
  {
    name: 'file-reset',
    state: stateOf({ kind: 'signed-out', failure: null }, { settingsNotices: ['reset'] }),
    mayScroll: true,
  },
];
