import { expect, test } from 'vitest';
import type { ReviewRow, SelfTestItem } from '../../../preload/contract/account-pages.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { formatDate } from '../../../src-renderer/copy/formats.ts';
import {
  formatAgo,
  formatDayAgo,
  formatList,
} from '../../../src-renderer/views/account/account-formats.ts';
import { pagesFor } from '../../../src-renderer/views/account/account-page.ts';
import { helpFor } from '../../../src-renderer/views/account/self-test.tsx';
import {
  findRows,
  keepOrder,
  searchableRows,
} from '../../../src-renderer/views/account/use-review.tsx';

const now = Date.UTC(2026, 10, 2, 9, 12, 0);

test.each([
  ['2026-11-02T09:11:59Z', 'just now'],
  ['2026-11-02T09:11:00Z', '1 minute ago'],
  ['2026-11-02T06:12:00Z', '3 hours ago'],
  ['2026-11-01T09:12:00Z', 'yesterday'],
  ['2026-10-28T09:12:00Z', '5 days ago'],
  ['2026-09-02T09:12:00Z', '2 months ago'],
  ['2024-11-01T09:12:00Z', '2 years ago'],
])('%s is said as %s', (instant, said) => {
  expect(formatAgo(instant, now, 'en')).toBe(said);
});

test('an instant that a fast clock puts into the future counts as just now', () => {
  expect(formatAgo('2026-11-02T10:00:00Z', now, 'en')).toBe('just now');
});

test.each([
  ['2026-11-02', 'today'],
  // In the evening of the Americas it is tomorrow in UTC already.
  ['2026-11-03', 'today'],
  ['2026-11-01', 'yesterday'],
  ['2026-10-28', '5 days ago'],
  ['2026-09-02', '2 months ago'],
  ['2024-11-01', '2 years ago'],
])('S2-02: the day %s is said as %s, at any hour and in any time zone', (day, said) => {
  for (const hour of [0, 12, 23]) {
    expect(formatDayAgo(day, new Date(2026, 10, 2, hour, 30).getTime(), 'en')).toBe(said);
  }
});

test('dates and lists follow the language', () => {
  expect(formatDate('2026-10-30T23:00:00Z', 'en', 'UTC')).toBe('Oct 30, 2026');
  expect(formatDate('2026-10-30T23:00:00Z', 'fr-CA', 'UTC')).toBe('30 oct. 2026');
  expect(formatDate('never', 'en')).toBe('');
  expect(formatList(['a', 'b', 'c'], 'en')).toBe('a, b, and c');
  expect(formatList(['a', 'b'], 'es')).toBe('a y b');
});

const noDesk = { desk: null };
const desk: LoginState['desk'] = {
  notifications: { on: true, locked: false },
  startWithComputer: null,
  staysInTray: false,
  notice: null,
};

test('this computer has a page, also without an account, unless the app is a softphone’s', () => {
  expect(pagesFor({ desk }, null)).toEqual(['computer', 'support']);
  expect(pagesFor({ desk }, { isOfficeManager: true })).toHaveLength(7);
});

test('review and activity exist for office managers only', () => {
  expect(pagesFor(noDesk, { isOfficeManager: true })).toContain('review');
  expect(pagesFor(noDesk, { isOfficeManager: true })).toContain('activity');
  expect(pagesFor(noDesk, { isOfficeManager: false })).toEqual([
    'settings',
    'choices',
    'devices',
    'support',
  ]);
});

test('without an account there is only support', () => {
  expect(pagesFor(noDesk, null)).toEqual(['support']);
});

function row(name: string, changes: Partial<ReviewRow> = {}): ReviewRow {
  return {
    accountId: name,
    name,
    username: `${name.toLowerCase()}.user`,
    extension: '100',
    sso: true,
    disabled: false,
    addresses: [],
    links: [],
    risks: [],
    ...changes,
  };
}

const rows = [
  row('Chloé', { extension: '213', risks: ['shared-address'] }),
  row('Ana', {
    addresses: [
      {
        id: 'a',
        email: 'frontdesk@northwind.example',
        notificationsOnly: false,
        alsoOpens: [],
        alsoElsewhere: false,
        outsideDomain: false,
      },
    ],
    links: [
      {
        id: 'l',
        provider: 'google',
        email: 'ana@home.example',
        linkedBy: 'match',
        linkedAt: '',
        lastUsedAt: null,
      },
    ],
  }),
];

function found(text: string, onlyRisky = false): readonly string[] {
  return findRows(searchableRows(rows), text, onlyRisky).map(({ name }) => name);
}

test('a row is found by name without accents, extension, username, address and linked address', () => {
  expect(found('chloe')).toEqual(['Chloé']);
  expect(found('213')).toEqual(['Chloé']);
  expect(found('ANA.USER')).toEqual(['Ana']);
  expect(found('frontdesk')).toEqual(['Ana']);
  expect(found('home.example')).toEqual(['Ana']);
});

test('every word of the filter has to occur', () => {
  expect(found('ana frontdesk')).toEqual(['Ana']);
  expect(found('chloe frontdesk')).toEqual([]);
});

test('only risky leaves out rows without a risk, and no filter leaves out nothing', () => {
  expect(found('', true)).toEqual(['Chloé']);
  expect(found('')).toEqual(['Chloé', 'Ana']);
});

test('a row that is no longer risky stays where the manager sees it, and new ones come last', () => {
  const [chloe, ana] = rows as [ReviewRow, ReviewRow];
  const calmer = { ...chloe, risks: [] };
  expect(keepOrder(rows, [row('Ben'), ana, calmer])).toEqual([calmer, ana, row('Ben')]);
});

test('an account that has gone leaves the list', () => {
  expect(keepOrder(rows, rows.slice(1)).map(({ name }) => name)).toEqual(['Ana']);
});

function item(changes: Partial<SelfTestItem>): SelfTestItem {
  return { name: 'sonar', status: 'failed', code: null, detail: '', ...changes };
}

test('what is in order needs no help', () => {
  expect(helpFor(item({ status: 'passed' }), true)).toBeNull();
});

test('what the person can mend is looked at again', () => {
  expect(helpFor(item({ code: 'clock-skew' }), true)).toBe('run-again');
  expect(helpFor(item({ code: 'network-portal' }), true)).toBe('run-again');
});

test('what only an administrator can mend is copied for them, or asked for where copying is locked', () => {
  expect(helpFor(item({ code: 'connection-untrusted' }), true)).toBe('copy-details');
  expect(helpFor(item({ code: 'connection-untrusted' }), false)).toBe('get-help');
  expect(helpFor(item({ name: 'policy', status: 'warning' }), true)).toBe('copy-details');
  expect(helpFor(item({ name: 'keychain', status: 'warning' }), true)).toBeNull();
});
