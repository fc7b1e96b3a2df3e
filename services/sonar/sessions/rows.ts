import type { SQLInputValue } from 'node:sqlite';
import type { IdentityLabel } from '../id-token/identity.ts';
import type { AccountFacts } from '../matching/decide.ts';
import type { Service } from '../service.ts';

/** An account with its organization. */
export interface AccountRow {
  readonly id: string;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly organization_sso_on: number;
  readonly name: string;
  readonly extension: string;
  readonly username: string;
  readonly password_hash: string | null;
  readonly is_office_manager: number;
  readonly disabled: number;
  readonly sso_on: number;
}

/** An identity that has been here before. */
export interface IdentityRow {
  readonly id: string;
  readonly provider: string;
  readonly key: string;
  /** Its label, `IdentityLabel`; never a key. */
  readonly email: string | null;
  readonly label_kind: IdentityLabel['kind'];
}

/** A session, alive or ended; what is null for a password session see the schema. */
export interface SessionRow {
  readonly id: string;
  readonly account_id: string;
  readonly identity_id: string | null;
  readonly device_id: string;
  readonly verified_at: number | null;
  readonly token_issued_at: number | null;
  readonly id_token_hash: string | null;
  readonly nonce: string | null;
  /** RFC 7638 thumbprint of the key it is bound to; null: opened without one. */
  readonly key_thumbprint: string | null;
  readonly created_at: number;
  readonly ended_at: number | null;
  /** When somebody proved it in person; a silent re-verification and a refresh are none. */
  readonly proved_at: number | null;
  /** When it ends whatever renews it: what a break-glass code opened. Null: never by itself. */
  readonly ends_at: number | null;
}

/** A device as the app describes itself. */
export interface DeviceInfo {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly appVersion: string;
}

const selectAccount = `
  SELECT accounts.*, organizations.name AS organization_name, organizations.sso_on AS organization_sso_on
  FROM accounts JOIN organizations ON organizations.id = accounts.organization_id`;

/** The account that `condition` names, with its organization. */
export function findAccount(
  { database }: Service,
  condition: 'accounts.id = ?' | 'accounts.username_key = ?',
  value: SQLInputValue,
): AccountRow | undefined {
  return database.get<AccountRow>(`${selectAccount} WHERE ${condition}`, value);
}

/** The account with this id; throws when there is none, which foreign keys exclude. */
export function accountById(service: Service, id: string): AccountRow {
  const account = findAccount(service, 'accounts.id = ?', id);
  if (!account) throw new Error('an account that is referred to is not there');
  return account;
}

/** The identity with this id; throws when there is none, which foreign keys exclude. */
export function identityById({ database }: Service, id: string): IdentityRow {
  const row = database.get<IdentityRow>('SELECT * FROM identities WHERE id = ?', id);
  if (!row) throw new Error('an identity that is referred to is not there');
  return row;
}

/** What matching looks at. */
export function accountFacts(row: AccountRow): AccountFacts {
  return {
    accountId: row.id,
    disabled: row.disabled === 1,
    ssoOn: row.sso_on === 1,
    organizationSsoOn: row.organization_sso_on === 1,
  };
}

/** An account as the contract writes it. */
export function accountBody(row: AccountRow) {
  return {
    id: row.id,
    name: row.name,
    organization: { id: row.organization_id, name: row.organization_name },
    extension: row.extension,
    username: row.username,
    isOfficeManager: row.is_office_manager === 1,
  };
}
