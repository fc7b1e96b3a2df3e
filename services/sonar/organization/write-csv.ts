import type { ReviewRow } from './read-review.ts';

/** Characters that make a spreadsheet read a cell as a formula, full-width forms included, or hide one behind a break. */
const formulaStart = /^[\s"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** One cell, always quoted (RFC 4180 section 2); what looks like a formula starts with an apostrophe. */
export function csvCell(value: string): string {
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

const columns = [
  'account',
  'name',
  'username',
  'extension',
  'single sign-on',
  'account state',
  'opened by',
  'e-mail',
  'provider',
  'linked by',
  'linked at',
  'last used',
  'purpose',
  'also opens',
  'also opens an account elsewhere',
  'outside domain',
  'risks',
];

function linesOf(row: ReviewRow): string[][] {
  const account = [
    row.accountId,
    row.name,
    row.username,
    row.extension,
    row.sso,
    row.disabled ? 'turned off' : 'on',
  ];
  const risks = row.risks.join(' ');
  const addresses = row.addresses.map((address) => [
    ...account,
    'address',
    address.email,
    ...['', '', '', ''],
    address.notificationsOnly ? 'notifications only' : 'sign in',
    address.alsoOpens.join(' '),
    address.alsoElsewhere ? 'yes' : 'no',
    address.outsideDomain ? 'yes' : 'no',
    risks,
  ]);
  const links = row.links.map((link) => [
    ...account,
    'link',
    link.email ?? '',
    link.provider,
    link.linkedBy,
    link.linkedAt,
    link.lastUsedAt ?? '',
    ...['', '', '', ''],
    risks,
  ]);
  const lines = [...addresses, ...links];
  return lines.length > 0 ? lines : [[...account, ...Array<string>(10).fill(''), risks]];
}

/** The review as CSV: byte order mark, one heading, one line for each address and link. */
export function writeCsv(rows: readonly ReviewRow[]): string {
  const lines = [columns, ...rows.flatMap(linesOf)];
  return `\uFEFF${lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}
