import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type {
  Seed,
  SeedAccount,
  SeedIdentity,
  SeedLink,
  SeedOrganization,
  SeedPerson,
} from '../../../../../services/seed/seed.ts';
import { identityKeyOf } from '../../../../../services/sonar/id-token/identity.ts';
import { emailKeyOf } from '../../../../../services/sonar/matching/decide.ts';
import type { Reply } from '../../../../contract/support/sonar-client.ts';
import { matchingCases, type TableAccount, type TableCase } from '../support/matching-table.ts';
import { startTestService } from '../support/start-test-service.ts';

const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

function domainOf({ number }: TableCase): string {
  return `row-${number}.example`;
}

function fill(row: TableCase, text: string): string {
  return text.replace('DOMAIN', domainOf(row)).replace('ROW', String(row.number));
}

/** A tenant of the row's own: `half` 0 is the registered one, 1 another. */
function tenantOf(row: TableCase, half: number): string {
  return `0b6ad8a1-54e5-4a7c-9a2e-${half}${String(row.number).padStart(11, '0')}`;
}

function personOf(row: TableCase): SeedPerson {
  const { identity } = row;
  const base = {
    key: `row-${row.number}`,
    name: row.name,
    email: fill(row, identity.email),
    story: 'generated',
    whatHappens: row.name,
    sonarUsername: null,
    sonarPassword: null,
  } as const;
  if (identity.provider === 'google') {
    return {
      ...base,
      provider: 'google',
      subject: `subject-${row.number}`,
      emailVerified: identity.verified,
      hd: identity.hd === undefined ? null : fill(row, identity.hd),
    };
  }
  const isPersonal = identity.tenant === 'personal';
  return {
    ...base,
    provider: 'microsoft',
    tid: isPersonal ? personalTenantId : tenantOf(row, identity.tenant === 'other' ? 1 : 0),
    oid: `5e3f0000-0000-4000-8000-${String(row.number).padStart(12, '0')}`,
    xmsEdov: identity.verified,
  };
}

function identityOf(person: SeedPerson, suffix = ''): SeedIdentity {
  return person.provider === 'google'
    ? { provider: 'google', subject: `${person.subject}${suffix}` }
    : { provider: 'microsoft', tid: person.tid, oid: suffix ? randomUUID() : person.oid };
}

function organizationsOf(row: TableCase): SeedOrganization[] {
  const { tenant } = row.identity;
  const registered = tenant === 'personal' ? personalTenantId : tenantOf(row, 0);
  const microsoftTenantId =
    tenant === undefined || tenant === 'none-registered' ? null : registered;
  const on = { id: `on-${row.number}`, name: 'In the pilot', ssoOn: true };
  const off = { id: `off-${row.number}`, name: 'Not in the pilot', ssoOn: false };
  return [
    { ...on, domains: [{ domain: domainOf(row), microsoftTenantId }] },
    { ...off, domains: [] },
    { id: `second-${row.number}`, name: 'Another in the pilot', ssoOn: true, domains: [] },
  ];
}

function organizationOf({ organization, organizationSsoOff }: TableAccount): string {
  if (organizationSsoOff) return 'off';
  return organization ?? 'on';
}

function accountOf(row: TableCase, account: TableAccount, index: number): SeedAccount {
  const id = `${row.number}-${index}`;
  // Addresses are typed by hand and in another case than the ID token's.
  const email = fill(row, row.identity.email).replace(/^\w/, (letter) => letter.toUpperCase());
  return {
    id,
    organizationId: `${organizationOf(account)}-${row.number}`,
    name: row.name,
    extension: String(index),
    username: `user-${id}`,
    password: null,
    isOfficeManager: false,
    disabled: account.disabled ?? false,
    ssoOn: !account.ssoOff,
    addresses: account.address === null ? [] : [{ email, purpose: account.address }],
  };
}

function linksOf(row: TableCase, account: TableAccount, index: number): SeedLink[] {
  const person = personOf(row);
  const link = { accountId: `${row.number}-${index}`, email: person.email } as const;
  return [
    ...(account.link
      ? [
          {
            ...link,
            identity: identityOf(person),
            linkedBy: 'settings',
            state: account.link,
          } as const,
        ]
      : []),
    ...(account.provedByAnother
      ? [
          {
            ...link,
            identity: identityOf(person, '-former'),
            linkedBy: account.provedByAnother === 'removed' ? 'match' : account.provedByAnother,
            state: account.provedByAnother === 'removed' ? 'removed' : 'active',
          } as const,
        ]
      : []),
  ];
}

/** The whole table as one seed; no two rows share anything. */
const tableSeed: Seed = {
  name: 'matching-table',
  organizations: matchingCases.flatMap(organizationsOf),
  accounts: matchingCases.flatMap((row) =>
    row.accounts.map((account, index) => accountOf(row, account, index)),
  ),
  people: matchingCases.map(personOf),
  links: matchingCases.flatMap((row) =>
    row.accounts.flatMap((account, index) => linksOf(row, account, index)),
  ),
};

/** Writes down what office managers decided before, as the service would have. */
function insertDecisions(dataDir: string, googleIssuer: string): void {
  const database = new DatabaseSync(join(dataDir, 'sonar.sqlite'));
  try {
    for (const row of matchingCases.filter(({ decided }) => decided !== undefined)) {
      const person = personOf(row);
      const insertIdentity = database.prepare(
        'INSERT INTO identities (id, provider, key, email) VALUES (?, ?, ?, ?)',
      );
      const own =
        person.provider === 'google'
          ? { provider: 'google' as const, issuer: googleIssuer, subject: person.subject }
          : person;
      insertIdentity.run(`own-${row.number}`, person.provider, identityKeyOf(own), person.email);
      insertIdentity.run(`other-${row.number}`, person.provider, `x-${row.number}`, person.email);
      for (const [half, decision] of Object.entries(row.decided ?? {})) {
        const organization = `${half === 'first' ? 'on' : half}-${row.number}`;
        const key = emailKeyOf(person.email);
        if (decision === 'refused') {
          database
            .prepare(`INSERT INTO recycled_addresses VALUES (?, ?, ?, ?, ?, ?, 0, 'refuse')`)
            .run(
              randomUUID(),
              organization,
              `own-${row.number}`,
              person.provider,
              person.email,
              key,
            );
        } else {
          const holder = `${decision === 'approved' ? 'own' : 'other'}-${row.number}`;
          database
            .prepare('INSERT INTO address_holders VALUES (?, ?, ?, ?, 0)')
            .run(organization, person.provider, key, holder);
        }
      }
    }
  } finally {
    database.close();
  }
}

function summary({ body, code }: Reply) {
  if (code !== null) return { closed: code };
  const outcome = body as {
    session?: { account: { id: string } };
    accounts?: readonly { id: string }[];
    reason?: string;
  };
  if (outcome.reason) return { link: outcome.reason };
  const accounts = outcome.session ? [outcome.session.account] : (outcome.accounts ?? []);
  return { opens: accounts.map(({ id }) => Number(id.split('-')[1])).sort() };
}

test('the service decides every row of the matching table over HTTP as the pure function does', async () => {
  const { signIn, dataDir, issuers } = await startTestService({ seed: tableSeed });
  insertDecisions(dataDir, issuers.trust.google.issuer);
  const found = [];
  for (const row of matchingCases) {
    const reply = await signIn(personOf(row));
    found.push({ title: row.title, result: summary(reply) });
  }
  const wanted = matchingCases.map(({ title, expected }) => ({ title, result: expected }));
  expect(found).toEqual(wanted);
});
