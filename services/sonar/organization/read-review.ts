import { activeLinks, type LinkRow } from '../links/links.ts';
import { domainOfKey } from '../matching/decide.ts';
import { domainsOf } from '../operations/my-account.ts';
import { day, type Service, timestamp } from '../service.ts';

interface ReviewedAccount {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly extension: string;
  readonly sso_on: number;
  readonly disabled: number;
}

interface ReviewedAddress {
  readonly id: string;
  readonly account_id: string;
  readonly email: string;
  readonly email_key: string | null;
  readonly purpose: 'sign-in' | 'notifications-only';
}

/** A recycled address that waits for a decision. */
interface PendingRecycled {
  readonly id: string;
  readonly email: string;
  readonly email_key: string;
  readonly provider: string;
  readonly seen_at: number;
}

/** What can be risky about an account, worst first. */
const riskOrder = [
  'address-recycled',
  'shared-address',
  'several-addresses',
  'outside-domain',
] as const;
type Risk = (typeof riskOrder)[number];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Addresses of this organization that also open an account of another one. */
function sharedElsewhere({ database }: Service, organizationId: string): Set<string> {
  const rows = database.all<{ email_key: string }>(
    `SELECT DISTINCT here.email_key FROM addresses AS here
       JOIN accounts AS mine ON mine.id = here.account_id AND mine.organization_id = ?
       JOIN addresses AS other ON other.email_key = here.email_key AND other.purpose = 'sign-in'
       JOIN accounts AS theirs ON theirs.id = other.account_id AND theirs.organization_id <> ?`,
    organizationId,
    organizationId,
  );
  return new Set(rows.map(({ email_key }) => email_key));
}

function reviewLink(link: LinkRow) {
  return {
    linkId: link.id,
    provider: link.provider,
    email: link.email,
    linkedBy: link.linked_by,
    linkedAt: timestamp(link.linked_at),
    lastUsedAt: link.last_used_at === null ? null : day(link.last_used_at),
  };
}

/** Everything that the review of an organization is made from, each read once. */
function readAll(service: Service, organizationId: string) {
  const { database } = service;
  const addresses = database.all<ReviewedAddress>(
    `SELECT addresses.* FROM addresses JOIN accounts ON accounts.id = addresses.account_id
     WHERE accounts.organization_id = ? ORDER BY addresses.email`,
    organizationId,
  );
  return {
    accounts: database.all<ReviewedAccount>(
      `SELECT id, name, username, extension, sso_on, disabled FROM accounts
       WHERE organization_id = ? ORDER BY name, id`,
      organizationId,
    ),
    addressesOf: groupBy(addresses, ({ account_id }) => account_id),
    openersOf: groupBy(
      addresses.filter(({ purpose }) => purpose === 'sign-in'),
      ({ email_key }) => email_key,
    ),
    linksOf: groupBy(
      activeLinks(service, 'accounts.organization_id = ?', organizationId),
      ({ account_id }) => account_id,
    ),
    elsewhere: sharedElsewhere(service, organizationId),
    domains: new Set(domainsOf(service, organizationId).map(({ domain }) => domain)),
    recycled: database.all<PendingRecycled>(
      'SELECT * FROM recycled_addresses WHERE organization_id = ? AND decision IS NULL ORDER BY seen_at',
      organizationId,
    ),
  };
}

type Everything = ReturnType<typeof readAll>;

function reviewAddress(all: Everything, address: ReviewedAddress) {
  const key = address.email_key;
  const openers = key === null ? [] : (all.openersOf.get(key) ?? []);
  const domain = domainOfKey(key);
  return {
    addressId: address.id,
    email: address.email,
    notificationsOnly: address.purpose === 'notifications-only',
    alsoOpens: openers
      .map(({ account_id }) => account_id)
      .filter((id) => id !== address.account_id),
    alsoElsewhere: key !== null && all.elsewhere.has(key),
    outsideDomain: domain === null || !all.domains.has(domain),
  };
}

function reviewAccount(
  all: Everything,
  recycledKeys: ReadonlySet<string>,
  account: ReviewedAccount,
) {
  const rows = all.addressesOf.get(account.id) ?? [];
  const addresses = rows.map((row) => reviewAddress(all, row));
  const opening = addresses.filter(({ notificationsOnly }) => !notificationsOnly);
  const found: Record<Risk, boolean> = {
    'address-recycled': rows.some(
      ({ email_key }) => email_key !== null && recycledKeys.has(email_key),
    ),
    'shared-address': opening.some((entry) => entry.alsoOpens.length > 0 || entry.alsoElsewhere),
    'several-addresses': opening.length > 1,
    'outside-domain': opening.some(({ outsideDomain }) => outsideDomain),
  };
  return {
    accountId: account.id,
    name: account.name,
    username: account.username,
    extension: account.extension,
    sso: account.sso_on === 1 ? ('on' as const) : ('off' as const),
    disabled: account.disabled === 1,
    addresses,
    links: (all.linksOf.get(account.id) ?? []).map(reviewLink),
    risks: riskOrder.filter((risk) => found[risk]),
  };
}

/** One account of the review. */
export type ReviewRow = ReturnType<typeof reviewAccount>;

/** A number that is smaller the riskier the row: its worst risk first, then how many. */
function rankOf({ risks }: ReviewRow): number {
  const [worst] = risks;
  return worst === undefined ? 99 : riskOrder.indexOf(worst) * 10 - risks.length;
}

/** When an office manager last said that they have looked through the review; null: never. */
export function lastReviewedAt({ database }: Service, organizationId: string): string | null {
  const row = database.get<{ at: number | null }>(
    `SELECT max(at) AS at FROM audit_events WHERE organization_id = ? AND what = 'reviewed'`,
    organizationId,
  );
  return row?.at ? timestamp(row.at) : null;
}

/** Which addresses and identities open which accounts of one organization, risky ones first (R10). */
export function readReview(service: Service, organizationId: string) {
  const all = readAll(service, organizationId);
  const recycledKeys = new Set(all.recycled.map(({ email_key }) => email_key));
  const rows = all.accounts.map((account) => reviewAccount(all, recycledKeys, account));
  return {
    rows: rows.sort((left, right) => rankOf(left) - rankOf(right)),
    recycled: all.recycled.map((entry) => ({
      id: entry.id,
      email: entry.email,
      provider: entry.provider,
      accountIds: (all.openersOf.get(entry.email_key) ?? []).map(({ account_id }) => account_id),
      seenAt: timestamp(entry.seen_at),
    })),
    lastReviewedAt: lastReviewedAt(service, organizationId),
  };
}
