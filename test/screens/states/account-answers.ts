import type {
  AccountSecurity,
  AuditPage,
  BundleFile,
  DeviceView,
  RememberedChoice,
  Review,
  ReviewRow,
  SelfTestItem,
} from '../../../preload/contract/account-pages.ts';
import { ana, reception } from './people.ts';

/** What the service tells about Ana's account in the pictures. */
export const security: AccountSecurity = {
  accountId: 'ana',
  sso: { on: true, failure: null },
  addresses: [
    {
      id: 'a1',
      email: 'ana@northwind.example',
      purpose: 'sign-in',
      alsoOpens: 0,
      alsoElsewhere: false,
      warnings: ['several-addresses'],
    },
    {
      id: 'a2',
      email: 'frontdesk@northwind.example',
      purpose: 'sign-in',
      alsoOpens: 2,
      alsoElsewhere: false,
      warnings: ['several-addresses', 'shared-address'],
    },
    {
      id: 'a3',
      email: 'ana.ruiz.castellanos.home@gmail.com',
      purpose: 'sign-in',
      alsoOpens: 0,
      alsoElsewhere: true,
      warnings: ['several-addresses', 'shared-address', 'outside-domain'],
    },
    {
      id: 'a4',
      email: 'voicemail-204@northwind.example',
      purpose: 'notifications-only',
      alsoOpens: 0,
      alsoElsewhere: false,
      warnings: [],
    },
  ],
  links: [
    {
      id: 'l1',
      provider: 'google',
      email: 'ana@northwind.example',
      linkedBy: 'match',
      linkedAt: '2026-03-04T08:00:00Z',
      lastUsedAt: '2026-11-02',
      current: true,
    },
    {
      id: 'l2',
      provider: 'google',
      email: 'ana.ruiz.castellanos.home@gmail.com',
      linkedBy: 'settings',
      linkedAt: '2026-09-30T08:00:00Z',
      lastUsedAt: null,
      current: false,
    },
    {
      id: 'l3',
      provider: 'microsoft',
      email: 'ana@northwind.example',
      linkedBy: 'password',
      linkedAt: '2026-10-01T08:00:00Z',
      lastUsedAt: '2026-10-28',
      current: false,
    },
  ],
  hasPassword: true,
};

/** What this computer remembers in the pictures. */
export const choices: readonly RememberedChoice[] = [
  {
    id: 'c1',
    identity: { provider: 'google', email: 'ana@northwind.example' },
    account: ana,
  },
  {
    id: 'c2',
    identity: { provider: 'microsoft', email: 'frontdesk@northwind.example' },
    account: reception,
  },
  {
    id: 'c3',
    identity: { provider: 'microsoft', email: null },
    account: null,
  },
];

/** What a support bundle holds in the pictures. */
export const bundleFiles: readonly BundleFile[] = [
  {
    name: 'README.txt',
    text: 'What helps to find out why a sign-in to Sonar does not work, as it was on one computer at one time.\n',
  },
  { name: 'report.txt', text: 'Sonar sign-in report, 2026-11-02T09:12:00.000Z\n' },
  { name: 'policy.txt', text: 'Looked at, strongest first:\n' },
  { name: 'self-test.json', text: '[]\n' },
  { name: 'timeline.json', text: '[]\n' },
  { name: 'versions.json', text: '{\n  "sonar": "0.1.0"\n}\n' },
  { name: 'log.txt', text: '2026-11-02T09:12:00.000Z app-started version=0.1.0\n' },
];

/** Where Ana is signed in. */
export const devices: readonly DeviceView[] = [
  {
    id: 'd1',
    name: 'NW-LAPTOP-0231',
    platform: 'Windows 11',
    appVersion: '0.1.0',
    signedInAt: '2026-10-12T07:58:00Z',
    lastSeenAt: '2026-11-02T09:11:30Z',
    current: true,
  },
  {
    id: 'd2',
    name: 'Reception iMac',
    platform: 'macOS 26',
    appVersion: '0.1.0',
    signedInAt: '2026-08-03T12:00:00Z',
    lastSeenAt: '2026-10-30T17:20:00Z',
    current: false,
  },
];

function row(id: string, name: string, changes: Partial<ReviewRow> = {}): ReviewRow {
  const username = name.toLowerCase().replaceAll(' ', '.');
  return {
    accountId: id,
    name,
    username,
    extension: '100',
    sso: true,
    disabled: false,
    addresses: [
      {
        id: `${id}-1`,
        email: `${username}@northwind.example`,
        notificationsOnly: false,
        alsoOpens: [],
        alsoElsewhere: false,
        outsideDomain: false,
      },
    ],
    links: [],
    risks: [],
    ...changes,
  };
}

const shared = {
  email: 'frontdesk@northwind.example',
  notificationsOnly: false,
  alsoElsewhere: false,
  outsideDomain: false,
};

/** Who can get in to Northwind Dental. */
export const review: Review = {
  lastReviewedAt: '2026-08-12T08:00:00Z',
  recycled: [
    {
      id: 'r1',
      email: 'hugo@northwind.example',
      provider: 'microsoft',
      accounts: ['hugo'],
      seenAt: '2026-10-29T10:00:00Z',
    },
  ],
  rows: [
    row('hugo', 'Hugo Castillo', {
      extension: '207',
      risks: ['address-recycled'],
      links: [
        {
          id: 'hugo-l1',
          provider: 'microsoft',
          email: 'hugo@northwind.example',
          linkedBy: 'match',
          linkedAt: '2025-02-01T08:00:00Z',
          lastUsedAt: '2026-06-11',
        },
      ],
    }),
    row('ana', 'Ana Ruiz', {
      extension: '204',
      risks: ['shared-address', 'several-addresses', 'outside-domain'],
      addresses: [
        { ...shared, id: 'ana-1', alsoOpens: ['reception', 'eva'] },
        {
          id: 'ana-2',
          email: 'ana.ruiz.castellanos.home@gmail.com',
          notificationsOnly: false,
          alsoOpens: [],
          alsoElsewhere: true,
          outsideDomain: true,
        },
        {
          id: 'ana-3',
          email: 'voicemail-204@northwind.example',
          notificationsOnly: true,
          alsoOpens: [],
          alsoElsewhere: false,
          outsideDomain: false,
        },
      ],
      links: [
        {
          id: 'ana-l1',
          provider: 'google',
          email: 'ana.ruiz.castellanos.home@gmail.com',
          linkedBy: 'settings',
          linkedAt: '2026-09-30T08:00:00Z',
          lastUsedAt: '2026-11-02',
        },
        {
          id: 'ana-l2',
          provider: 'microsoft',
          email: null,
          linkedBy: 'password',
          linkedAt: '2026-10-01T08:00:00Z',
          lastUsedAt: null,
        },
      ],
    }),
    row('reception', 'Reception desk', {
      risks: ['shared-address'],
      sso: false,
      addresses: [{ ...shared, id: 'reception-1', alsoOpens: ['ana', 'eva'] }],
    }),
    row('eva', 'Eva Eriksen', {
      extension: '211',
      disabled: true,
      risks: ['shared-address'],
      addresses: [{ ...shared, id: 'eva-1', alsoOpens: ['ana', 'reception'] }],
    }),
    row('ben', 'Ben Abbott', {
      extension: '212',
      addresses: [
        {
          ...shared,
          id: 'ben-1',
          email: 'hello@northwind.example',
          notificationsOnly: true,
          alsoOpens: ['ana', 'reception'],
        },
      ],
    }),
    row('chloe', 'Chloé Bélanger', { extension: '213', addresses: [] }),
  ],
};

/** A large organization, the risky accounts first. */
export function largeReview(count: number): Review {
  const rows = Array.from({ length: count }, (_, index) =>
    row(`person-${index}`, `Person ${index}`, {
      extension: String(1000 + index),
      risks: index < 200 ? ['outside-domain'] : [],
    }),
  );
  return { rows, recycled: [], lastReviewedAt: '2026-08-12T08:00:00Z' };
}

/** What happened at Northwind Dental. */
export const auditPage: AuditPage = {
  next: '41',
  events: [
    {
      id: '46',
      at: '2026-11-02T09:02:00Z',
      who: 'ana.ruiz',
      what: 'address-purpose-changed',
      account: 'ana',
      device: 'NW-LAPTOP-0231',
    },
    {
      id: '45',
      at: '2026-11-02T08:40:00Z',
      who: 'Google hugo@northwind.example',
      what: 'address-recycled',
      account: 'hugo',
      device: 'Reception iMac',
    },
    {
      id: '44',
      at: '2026-11-01T17:12:00Z',
      who: 'somebody',
      what: 'sign-in-refused',
      account: null,
      device: null,
    },
    {
      id: '43',
      at: '2026-11-01T08:00:00Z',
      who: 'Microsoft frontdesk@northwind.example',
      what: 'signed-in',
      account: 'reception',
      device: 'Reception iMac',
    },
    {
      id: '42',
      at: '2026-10-31T19:30:00Z',
      who: 'operator',
      what: 'number-ported',
      account: 'ana',
      device: null,
    },
  ],
};

/** A self-test on a troubled morning. */
export const findings: readonly SelfTestItem[] = [
  { name: 'callback', status: 'passed', code: null, detail: '127.0.0.1, localhost' },
  { name: 'google', status: 'passed', code: null, detail: 'accounts.google.com' },
  { name: 'microsoft', status: 'failed', code: 'network-portal', detail: '' },
  { name: 'sonar', status: 'passed', code: null, detail: 'api.sonar.example' },
  {
    name: 'certificate',
    status: 'failed',
    code: 'connection-untrusted',
    detail: 'Contoso Web Gateway CA',
  },
  { name: 'clock', status: 'failed', code: 'clock-skew', detail: '' },
  { name: 'keychain', status: 'warning', code: null, detail: 'memory' },
  { name: 'policy', status: 'warning', code: null, detail: '2' },
  { name: 'screen', status: 'warning', code: null, detail: 'lock' },
];

/** A self-test on a good one. */
export const wellFindings: readonly SelfTestItem[] = [
  { name: 'callback', status: 'passed', code: null, detail: '127.0.0.1, localhost' },
  { name: 'google', status: 'passed', code: null, detail: 'accounts.google.com' },
  { name: 'microsoft', status: 'passed', code: null, detail: 'login.microsoftonline.com' },
  { name: 'sonar', status: 'passed', code: null, detail: 'api.sonar.example' },
  { name: 'certificate', status: 'passed', code: null, detail: 'DigiCert Inc' },
  { name: 'clock', status: 'passed', code: null, detail: '0 s' },
  { name: 'keychain', status: 'passed', code: null, detail: 'keychain' },
  { name: 'policy', status: 'passed', code: null, detail: '0' },
  { name: 'screen', status: 'passed', code: null, detail: '' },
];
