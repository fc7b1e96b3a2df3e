import { expect, test } from 'vitest';
import type { ReviewRow } from '../../../../preload/contract.ts';
import {
  findRows,
  keepOrder,
  searchableRows,
} from '../../../../src-renderer/views/account/use-review.tsx';

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
