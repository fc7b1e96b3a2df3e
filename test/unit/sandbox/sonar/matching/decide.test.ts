import { expect, test } from 'vitest';
import {
  type AccountFacts,
  type Decision,
  decide,
  type EmailClaims,
  type MatchingFacts,
} from '../../../../../services/sonar/matching/decide.ts';
import { matchingCases, type TableAccount, type TableCase } from '../support/matching-table.ts';

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
