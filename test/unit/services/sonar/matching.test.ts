import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type {
  Seed,
  SeedAccount,
  SeedIdentity,
  SeedLink,
  SeedOrganization,
  SeedPerson,
} from '../../../../services/seed/seed.ts';
import { identityKeyOf } from '../../../../services/sonar/id-token/identity.ts';
import {
  type AccountFacts,
  type Decision,
  decide,
  type EmailClaims,
  emailDomainOf,
  emailKeyOf,
  type MatchingFacts,
} from '../../../../services/sonar/matching/decide.ts';
import type { Reply } from '../../../contract/support/sonar-client.ts';
import { matchingCases, type TableAccount, type TableCase } from './support/matching-table.ts';
import { startTestService } from './support/start-test-service.ts';

test.each([
  ['case', 'Ana.Silva@Maple.EXAMPLE', 'ana.silva@maple.example'],
  ['an international domain and its ASCII form', 'ana@bücher.example', 'ana@xn--bcher-kva.example'],
  ['a domain composed and decomposed', 'ana@bu\u0308cher.example', 'ana@b\u00fccher.example'],
  ['full-width letters of a domain', 'ana@ｍaple.example', 'ana@maple.example'],
])('SV-04: %s makes no difference', (_name, left, right) => {
  expect(emailKeyOf(left)).not.toBeNull();
  expect(emailKeyOf(left)).toBe(emailKeyOf(right));
});

test.each([
  ['a dot', 'anasilva@gmail.com', 'ana.silva@gmail.com'],
  ['a plus tag', 'ana+work@gmail.com', 'ana@gmail.com'],
  ['googlemail.com', 'ana@googlemail.com', 'ana@gmail.com'],
  ['a homoglyph in the domain', 'ana@m\u0430ple.example', 'ana@maple.example'],
  ['a subdomain', 'ana@mail.maple.example', 'ana@maple.example'],
])('SV-04: %s makes another address', (_name, left, right) => {
  expect(emailKeyOf(left)).not.toBeNull();
  expect(emailKeyOf(left)).not.toBe(emailKeyOf(right));
});

test.each([
  ['no address', null],
  ['an empty one', ''],
  ['no at sign', 'ana'],
  ['two at signs', 'ana@evil@maple.example'],
  ['an empty local part', '@maple.example'],
  ['an empty domain', 'ana@'],
  ['a space behind', 'ana@maple.example '],
  ['a space before', ' ana@maple.example'],
  ['a homoglyph in the local part', '\u0430na@maple.example'],
  ['a local part composed', 'ren\u00e9@maple.example'],
  ['a local part decomposed', 'rene\u0301@maple.example'],
  ['a NUL', 'ana\u0000@maple.example'],
  ['a line break', 'ana@maple.example\nevil.example'],
  ['a trailing dot', 'ana@maple.example.'],
  ['a path in the domain', 'ana@maple.example/evil'],
  ['320 characters', `${'a'.repeat(64)}@${'b'.repeat(243)}.example.com`],
])('SV-04: %s equals nothing', (_name, email) => {
  expect(emailKeyOf(email)).toBeNull();
  expect(emailDomainOf(email)).toBeNull();
});

const tenants = {
  registered: '0b6ad8a1-54e5-4a7c-9a2e-3b1f5c7d9e01',
  other: 'fe9a0bd4-8718-4daf-8d51-6e428fa0c104',
  personal: '9188040d-6c67-4c5b-b112-36a304b66dad',
  'none-registered': '0b6ad8a1-54e5-4a7c-9a2e-3b1f5c7d9e01',
};

function claimsOf({ identity }: TableCase): EmailClaims {
  const fill = (text: string) => text.replace('DOMAIN', 'maple.example');
  const email = fill(identity.email);
  return identity.provider === 'google'
    ? {
        provider: 'google',
        email,
        emailVerified: identity.verified,
        hostedDomain: identity.hd === undefined ? null : fill(identity.hd),
      }
    : {
        provider: 'microsoft',
        email,
        domainOwnerVerified: identity.verified,
        tenantId: tenants[identity.tenant ?? 'registered'],
      };
}

function accountFacts(account: TableAccount, index: number): AccountFacts {
  return {
    accountId: String(index),
    disabled: account.disabled ?? false,
    ssoOn: !account.ssoOff,
    organizationSsoOn: !account.organizationSsoOff,
  };
}

function tenantOfDomain({ identity }: TableCase): string | null {
  if (identity.tenant === undefined || identity.tenant === 'none-registered') return null;
  return identity.tenant === 'personal' ? tenants.personal : tenants.registered;
}

const standings = {
  approved: 'holder',
  'another-approved': 'another-holder',
  refused: 'refused',
  none: 'undecided',
} as const;

function factsOf(row: TableCase): MatchingFacts {
  return {
    claims: claimsOf(row),
    tenantOfDomain: tenantOfDomain(row),
    linked: row.accounts.flatMap((account, index) =>
      account.link === 'active' ? [accountFacts(account, index)] : [],
    ),
    associated: row.accounts.flatMap((account, index) =>
      account.address === null
        ? []
        : [
            {
              ...accountFacts(account, index),
              purpose: account.address,
              linkRemoved: account.link === 'removed',
              standing: standings[row.decided?.[account.organization ?? 'first'] ?? 'none'],
            },
          ],
    ),
    addressProvedByAnother: row.accounts.some(
      ({ provedByAnother }) => provedByAnother !== undefined,
    ),
  };
}

function summary(decision: Decision) {
  switch (decision.outcome) {
    case 'session':
      return { opens: [Number(decision.account.accountId)] };
    case 'offer':
      return { opens: decision.accounts.map(({ accountId }) => Number(accountId)).sort() };
    case 'closed':
      return { closed: decision.code };
    case 'link-required':
      return { link: decision.reason };
  }
}

test.each(matchingCases.map((row) => [row.title, row] as const))('%s', (_title, row) => {
  expect(summary(decide(factsOf(row)))).toEqual(row.expected);
});

test('only an account without an active link is opened by match', () => {
  const decision = decide({
    claims: { provider: 'google', email: 'a@gmail.com', emailVerified: true, hostedDomain: null },
    tenantOfDomain: null,
    linked: [accountFacts({ address: null }, 0)],
    associated: [0, 1].map((index) => ({
      ...accountFacts({ address: 'sign-in' }, index),
      purpose: 'sign-in',
      linkRemoved: false,
      standing: 'undecided',
    })),
    addressProvedByAnother: false,
  });
  expect(decision).toEqual({
    outcome: 'offer',
    accounts: [
      { accountId: '0', by: 'link' },
      { accountId: '1', by: 'match' },
    ],
  });
});

describe('the matching table over HTTP', () => {
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
});
