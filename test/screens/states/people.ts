import type { DeskView } from '../../../preload/contract/desk.ts';
import type {
  AccountSummary,
  KnownAccount,
  LoginState,
  NewCode,
  NewLink,
  PolicyView,
  View,
} from '../../../preload/contract/state.ts';

/** The instant at which all pictures are taken. */
export const picturesAt = Date.UTC(2026, 10, 2, 9, 12, 0);

export const ana: AccountSummary = {
  id: 'ana',
  name: 'Ana Ruiz',
  organization: 'Northwind Dental',
  extension: '204',
  username: 'ana.ruiz',
};

export const reception: AccountSummary = {
  id: 'reception',
  name: 'Reception desk',
  organization: 'Northwind Dental',
  extension: '100',
  username: 'reception',
};

export const onCall: AccountSummary = {
  id: 'on-call',
  name: 'Émilie Tremblay-Lafontaine',
  organization: 'Harbour Veterinary Clinic and Emergency Hospital',
  extension: '3120',
  username: 'emilie.tremblay',
};

/** An account of this computer, online through Google unless said otherwise. */
export function known(account: AccountSummary, changes: Partial<KnownAccount> = {}): KnownAccount {
  return {
    ...account,
    identity: { provider: 'google', email: 'ana@northwind.example' },
    endsAt: null,
    isOfficeManager: false,
    session: { status: 'online', failure: null },
    confirmWith: null,
    needsAdministrator: null,
    emailRenamedFrom: null,
    newLinks: [],
    newCodes: [],
    ...changes,
  };
}

/** Links that somebody made elsewhere, oldest first. */
export const newLinks: readonly NewLink[] = [
  {
    id: 'n1',
    provider: 'google',
    email: 'chloe.martin@gmail.com',
    linkedBy: 'settings',
    linkedAt: '2026-10-28T15:02:00Z',
    device: 'FRONT-DESK',
  },
  {
    id: 'n2',
    provider: 'microsoft',
    email: null,
    linkedBy: 'password',
    linkedAt: '2026-10-29T15:02:00Z',
    device: null,
  },
  {
    id: 'n3',
    provider: 'microsoft',
    email: 'the.clinic.reception.and.scheduling@northwind-dental-group.example',
    linkedBy: 'match',
    linkedAt: '2026-10-30T15:02:00Z',
    device: 'עמדת קבלה',
  },
  {
    id: 'n4',
    provider: 'google',
    email: 'ana.ruiz@gmail.com',
    linkedBy: 'settings',
    linkedAt: '2026-11-01T15:02:00Z',
    device: 'Ana’s laptop',
  },
];

/** One-time codes that were issued, oldest first. */
export const newCodes: readonly NewCode[] = [
  {
    id: 'k1',
    issuedBy: null,
    issuedAt: '2026-10-30T14:55:00Z',
    usedAt: null,
    device: null,
  },
  {
    id: 'k2',
    issuedBy: 'Inès Gagnon',
    issuedAt: '2026-11-02T13:02:00Z',
    usedAt: '2026-11-02T13:05:00Z',
    device: 'FRONT-DESK',
  },
];

/** An account that was signed out on this computer. */
export function gone(account: AccountSummary, changes: Partial<KnownAccount> = {}): KnownAccount {
  return known(account, { session: { status: 'signed-out', failure: null }, ...changes });
}

/** The app outside of its window, where it is the product itself. */
export const desk: DeskView = {
  notifications: { on: true, locked: false },
  startWithComputer: { on: false, locked: false },
  staysInTray: true,
  notice: null,
};

/** No policy set. */
export const openPolicy: PolicyView = {
  providers: [
    { provider: 'google', allowed: true },
    { provider: 'microsoft', allowed: true },
  ],
  passwordAllowed: true,
  codeAllowed: false,
  linkingAllowed: true,
  rememberAllowed: true,
  preferredAccount: null,
  keepSignedIn: true,
  diagnosticsAllowed: true,
  switchingAllowed: true,
  locales: ['en', 'fr-CA', 'es'],
  trouble: null,
};

/** The whole state around a view. */
export function stateOf(view: View, changes: Partial<LoginState> = {}): LoginState {
  return {
    view,
    canReturn: false,
    accounts: [],
    policy: openPolicy,
    credentialStore: 'keychain',
    settingsNotices: [],
    browserSessions: [],
    idleSignOut: null,
    unsent: null,
    asked: null,
    desk: null,
    mayRefuseSwitch: false,
    locale: 'en',
    appVersion: '0.1.0',
    ...changes,
  };
}

const firstNames = [
  'Ana',
  'Ben',
  'Chloé',
  'Dinesh',
  'Eva',
  'Farid',
  'Grace',
  'Hugo',
  'Inès',
  'Jun',
];
const lastNames = ['Abbott', 'Bélanger', 'Castillo', 'Duarte', 'Eriksen', 'Fontaine', 'García'];
const offices = ['Northwind Dental', 'Harbour Clinic', 'Lakeside Law', 'Métro Logistique'];

/** Many accounts, always the same ones. */
export function manyAccounts(count: number): readonly AccountSummary[] {
  return Array.from({ length: count }, (_, index) => {
    const first = firstNames[index % firstNames.length] ?? '';
    const last = lastNames[index % lastNames.length] ?? '';
    return {
      id: `account-${index}`,
      name: `${first} ${last}`,
      organization: offices[index % offices.length] ?? '',
      extension: String(100 + index),
      username: `${first}.${last}${index}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
    };
  });
}
