/** One step of the schema; a released step never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Times are milliseconds since 1970; booleans 0 or 1; secrets are stored as SHA-256 only. */
const first = `
CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sso_on INTEGER NOT NULL CHECK (sso_on IN (0, 1))
) STRICT;

CREATE TABLE domains (
  domain TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  microsoft_tenant_id TEXT
) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  extension TEXT NOT NULL,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  is_office_manager INTEGER NOT NULL CHECK (is_office_manager IN (0, 1)),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  sso_on INTEGER NOT NULL CHECK (sso_on IN (0, 1))
) STRICT;
CREATE INDEX accounts_of_organization ON accounts (organization_id);

-- The associations. email_key is null for an address that equals no other.
CREATE TABLE addresses (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  email TEXT NOT NULL,
  email_key TEXT,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign-in', 'notifications-only')),
  UNIQUE (account_id, email)
) STRICT;
CREATE UNIQUE INDEX an_address_once_on_an_account ON addresses (account_id, email_key);
CREATE INDEX addresses_by_email ON addresses (email_key);

CREATE TABLE identities (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL CHECK (provider IN ('google', 'microsoft')),
  key TEXT NOT NULL UNIQUE,
  email TEXT
) STRICT;

-- One row for each identity and account: 'ended' (the address went) may match again, 'removed' (by a person) may not.
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  identity_id TEXT NOT NULL REFERENCES identities (id),
  provider TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  linked_by TEXT NOT NULL CHECK (linked_by IN ('match', 'password', 'settings')),
  matched_email_key TEXT CHECK ((linked_by = 'match') = (matched_email_key IS NOT NULL)),
  state TEXT NOT NULL CHECK (state IN ('active', 'ended', 'removed')),
  linked_at INTEGER NOT NULL,
  last_used_at INTEGER,
  UNIQUE (identity_id, account_id)
) STRICT;
CREATE INDEX links_of_account ON links (account_id);
CREATE INDEX links_by_matched_email ON links (matched_email_key) WHERE matched_email_key IS NOT NULL;
-- Each race for a link has one winner.
CREATE UNIQUE INDEX one_account_by_password_for_an_identity ON links (identity_id)
  WHERE state = 'active' AND linked_by = 'password';
CREATE UNIQUE INDEX one_identity_by_password_for_an_account ON links (account_id, provider)
  WHERE state = 'active' AND linked_by = 'password';
CREATE UNIQUE INDEX one_identity_by_match_for_an_address ON links (account_id, provider, matched_email_key)
  WHERE state = 'active' AND linked_by = 'match';

CREATE TABLE devices (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  device_id TEXT NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  app_version TEXT NOT NULL,
  signed_in_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, device_id)
) STRICT;

-- identity_id is null for a session opened with the Sonar password; so are the four columns after device_id.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  identity_id TEXT REFERENCES identities (id),
  device_id TEXT NOT NULL,
  verified_at INTEGER,
  token_issued_at INTEGER,
  id_token_hash TEXT,
  nonce TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT
) STRICT;
CREATE INDEX live_sessions_of_account ON sessions (account_id) WHERE ended_at IS NULL;
CREATE INDEX live_sessions_of_identity ON sessions (identity_id) WHERE ended_at IS NULL;

CREATE TABLE access_tokens (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX access_tokens_of_session ON access_tokens (session_id);

CREATE TABLE refresh_tokens (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  sequence INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_current_refresh_token ON refresh_tokens (session_id) WHERE used_at IS NULL;

CREATE TABLE tickets (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('offer', 'link')),
  identity_id TEXT NOT NULL REFERENCES identities (id),
  proof TEXT NOT NULL,
  device TEXT NOT NULL,
  offered TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE TABLE used_id_tokens (
  hash TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;

-- sealed is the answer, encrypted with a key made from the idempotency key, of which only the hash is kept.
CREATE TABLE idempotent_answers (
  key_hash TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  sealed BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE password_tries (
  scope TEXT NOT NULL CHECK (scope IN ('pair', 'username', 'device')),
  key_hash TEXT NOT NULL,
  tries INTEGER NOT NULL,
  window_ends_at INTEGER NOT NULL,
  PRIMARY KEY (scope, key_hash)
) STRICT;

CREATE TABLE recycled_addresses (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  identity_id TEXT NOT NULL REFERENCES identities (id),
  provider TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  decision TEXT CHECK (decision IN ('approve', 'refuse')),
  UNIQUE (organization_id, identity_id, email_key)
) STRICT;

CREATE TABLE audit_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  account_id TEXT,
  organization_id TEXT,
  device TEXT,
  detail TEXT
) STRICT;
CREATE INDEX audit_of_organization ON audit_events (organization_id, id);
`;

/**
 * Sessions bound to a key of the device, renewals that can be repeated for a short while, and limits that count what
 * somebody who tries passwords cannot choose. Kept answers and counters of version 1 are of no use any more.
 */
const boundSessions = `
ALTER TABLE sessions ADD COLUMN key_thumbprint TEXT;

-- is_bound: issued to a session that had a key by then. sealed_successor: encrypted with the token itself.
ALTER TABLE refresh_tokens ADD COLUMN is_bound INTEGER NOT NULL DEFAULT 0 CHECK (is_bound IN (0, 1));
ALTER TABLE refresh_tokens ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refresh_tokens ADD COLUMN sealed_successor BLOB;
CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id, sequence);

CREATE TABLE used_proofs (
  hash TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;

DROP TABLE idempotent_answers;
CREATE TABLE idempotent_answers (
  key_hash TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  sealed BLOB NOT NULL,
  session_id TEXT,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX answers_of_session ON idempotent_answers (session_id);

DROP TABLE password_tries;
CREATE TABLE password_tries (
  scope TEXT NOT NULL CHECK (scope IN ('pair', 'identity', 'address', 'username', 'overall')),
  key_hash TEXT NOT NULL,
  tries INTEGER NOT NULL,
  window_ends_at INTEGER NOT NULL,
  -- With 'overall' only: when the next try of a stranger has its turn.
  next_turn_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, key_hash)
) STRICT;

-- From where an account has been opened or renewed.
CREATE TABLE account_origins (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  origin_hash TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, origin_hash)
) STRICT;

ALTER TABLE audit_events ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
CREATE INDEX audit_by_kind ON audit_events (what, at);
`;

/**
 * Who proved which address, who holds it in an organization, which address a link ends with, who was told of it, when a
 * session was proved in person, and what an access token is for. `email_key_of` is a function of ours.
 */
const addressesAndProofs = `
ALTER TABLE sessions ADD COLUMN proved_at INTEGER;
ALTER TABLE access_tokens ADD COLUMN scope TEXT NOT NULL DEFAULT 'account' CHECK (scope IN ('account', 'softphone'));

-- Every identity that opened or linked an account while its provider spoke for this address, whatever became of it.
CREATE TABLE proved_addresses (
  provider TEXT NOT NULL,
  email_key TEXT NOT NULL,
  identity_id TEXT NOT NULL REFERENCES identities (id),
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (provider, email_key, identity_id)
) STRICT;

-- The one identity that may match an address on the accounts of an organization, by the decision of its office manager.
CREATE TABLE address_holders (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  provider TEXT NOT NULL,
  email_key TEXT NOT NULL,
  identity_id TEXT NOT NULL REFERENCES identities (id),
  since INTEGER NOT NULL,
  PRIMARY KEY (organization_id, provider, email_key)
) STRICT;

INSERT INTO proved_addresses
  SELECT provider, email_key, identity_id, min(seen_at), max(seen_at) FROM (
    SELECT provider, matched_email_key AS email_key, identity_id, linked_at AS seen_at FROM links
    UNION ALL
    SELECT links.provider, email_key_of(identities.email), links.identity_id, coalesce(last_used_at, linked_at)
    FROM links JOIN identities ON identities.id = links.identity_id)
  WHERE email_key IS NOT NULL GROUP BY provider, email_key, identity_id;

-- Whoever gets in by matching today goes on: an old link may name an address that its provider never spoke for.
INSERT INTO address_holders
  SELECT accounts.organization_id, links.provider, links.matched_email_key, min(links.identity_id), min(links.linked_at)
  FROM links JOIN accounts ON accounts.id = links.account_id
  WHERE links.state = 'active' AND links.linked_by = 'match'
  GROUP BY accounts.organization_id, links.provider, links.matched_email_key
  HAVING count(DISTINCT links.identity_id) = 1;
INSERT OR REPLACE INTO address_holders
  SELECT organization_id, provider, email_key, identity_id, seen_at FROM recycled_addresses
  WHERE decision = 'approve' ORDER BY seen_at;

-- matched_email_key: the address that the link ends with, which matching used or would have used. The rest as before.
CREATE TABLE links_with_address (
  id TEXT PRIMARY KEY,
  identity_id TEXT NOT NULL REFERENCES identities (id),
  provider TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  linked_by TEXT NOT NULL CHECK (linked_by IN ('match', 'password', 'settings')),
  matched_email_key TEXT CHECK (linked_by = 'settings' OR (linked_by = 'match') = (matched_email_key IS NOT NULL)),
  state TEXT NOT NULL CHECK (state IN ('active', 'ended', 'removed')),
  linked_at INTEGER NOT NULL,
  last_used_at INTEGER,
  device TEXT,
  UNIQUE (identity_id, account_id)
) STRICT;
INSERT INTO links_with_address
  SELECT links.id, links.identity_id, links.provider, links.account_id, links.linked_by,
    CASE links.linked_by WHEN 'settings' THEN (
      SELECT addresses.email_key FROM addresses JOIN identities ON identities.id = links.identity_id
      WHERE addresses.account_id = links.account_id AND addresses.purpose = 'sign-in'
        AND addresses.email_key = email_key_of(identities.email))
    ELSE links.matched_email_key END,
    links.state, links.linked_at, links.last_used_at, NULL
  FROM links;
DROP TABLE links;
ALTER TABLE links_with_address RENAME TO links;
CREATE INDEX links_of_account ON links (account_id);
CREATE INDEX links_by_matched_email ON links (matched_email_key) WHERE matched_email_key IS NOT NULL;
CREATE UNIQUE INDEX one_account_by_password_for_an_identity ON links (identity_id)
  WHERE state = 'active' AND linked_by = 'password';
CREATE UNIQUE INDEX one_identity_by_password_for_an_account ON links (account_id, provider)
  WHERE state = 'active' AND linked_by = 'password';
CREATE UNIQUE INDEX one_identity_by_match_for_an_address ON links (account_id, provider, matched_email_key)
  WHERE state = 'active' AND linked_by = 'match';

-- Links that the owner of the account was not told of yet, for each device of the account.
CREATE TABLE untold_links (
  link_id TEXT NOT NULL REFERENCES links (id),
  device_id TEXT NOT NULL,
  PRIMARY KEY (link_id, device_id)
) STRICT;
`;

/** A nonce begins one sign-in for good: a provider's refresh token gives ID tokens with the nonce of its own, years later. */
const usedNonces = `
CREATE TABLE used_nonces (
  nonce TEXT PRIMARY KEY,
  used_at INTEGER NOT NULL
) STRICT;
INSERT OR IGNORE INTO used_nonces SELECT nonce, created_at FROM sessions WHERE nonce IS NOT NULL;
`;

/**
 * What an identity is shown by. A label of before is kept where its address was proved by it; any other may only have been
 * claimed, and the next sign-in brings one. A sign-in that was under way starts again.
 */
const labels = `
ALTER TABLE identities ADD COLUMN label_kind TEXT CHECK (label_kind IN ('address', 'sign-in-name'));
UPDATE identities SET label_kind = 'address' WHERE EXISTS (
  SELECT 1 FROM proved_addresses AS proved
  WHERE proved.identity_id = identities.id AND proved.email_key = email_key_of(identities.email));
UPDATE identities SET email = NULL WHERE label_kind IS NULL;
DELETE FROM tickets;
`;

/** Which providers there are says the configuration: one more must not need another table. */
const anyProvider = `
ALTER TABLE identities ADD COLUMN named TEXT NOT NULL DEFAULT '';
UPDATE identities SET named = provider;
ALTER TABLE identities DROP COLUMN provider;
ALTER TABLE identities RENAME COLUMN named TO provider;
`;

/**
 * Break-glass codes (R13): one for an account, good once, until `expires_at`; `code_hash` is slow and salted, and null once
 * the code opens nothing any more. `ends_at`: when the session that it opened ends, whatever renews it.
 */
const breakGlass = `
ALTER TABLE sessions ADD COLUMN ends_at INTEGER;

CREATE TABLE break_glass_codes (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  code_hash TEXT,
  -- The name of the office manager; null: support.
  issued_by TEXT,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  -- What it opened, and the name of the device that it was used on.
  session_id TEXT REFERENCES sessions (id),
  device TEXT
) STRICT;
CREATE UNIQUE INDEX one_open_code_for_an_account ON break_glass_codes (account_id) WHERE code_hash IS NOT NULL;

-- Codes that the owner of the account was not told of yet, for each device of the account.
CREATE TABLE untold_codes (
  code_id TEXT NOT NULL REFERENCES break_glass_codes (id),
  device_id TEXT NOT NULL,
  PRIMARY KEY (code_id, device_id)
) STRICT;
`;

/**
 * What every sign-in writes, in fewer places: a table that is asked by its key alone is its own index, and an access token
 * is looked for in its session. What the purge and the codes of an account are looked for by has an index, too.
 */
const fewerPages = `
CREATE TABLE devices_by_account (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  device_id TEXT NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  app_version TEXT NOT NULL,
  signed_in_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, device_id)
) STRICT, WITHOUT ROWID;
INSERT INTO devices_by_account SELECT * FROM devices;
DROP TABLE devices;
ALTER TABLE devices_by_account RENAME TO devices;

CREATE TABLE access_tokens_by_session (
  session_id TEXT NOT NULL REFERENCES sessions (id),
  hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('account', 'softphone')),
  PRIMARY KEY (session_id, hash)
) STRICT, WITHOUT ROWID;
INSERT INTO access_tokens_by_session SELECT session_id, hash, expires_at, scope FROM access_tokens;
DROP TABLE access_tokens;
ALTER TABLE access_tokens_by_session RENAME TO access_tokens;

CREATE TABLE refresh_tokens_by_session (
  session_id TEXT NOT NULL REFERENCES sessions (id),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  is_bound INTEGER NOT NULL CHECK (is_bound IN (0, 1)),
  repeats INTEGER NOT NULL DEFAULT 0,
  sealed_successor BLOB,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO refresh_tokens_by_session
  SELECT session_id, sequence, hash, expires_at, used_at, is_bound, repeats, sealed_successor FROM refresh_tokens;
DROP TABLE refresh_tokens;
ALTER TABLE refresh_tokens_by_session RENAME TO refresh_tokens;
CREATE UNIQUE INDEX one_current_refresh_token ON refresh_tokens (session_id) WHERE used_at IS NULL;
CREATE INDEX sealed_successors ON refresh_tokens (used_at) WHERE sealed_successor IS NOT NULL;

CREATE TABLE used_id_tokens_by_hash (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO used_id_tokens_by_hash SELECT * FROM used_id_tokens;
DROP TABLE used_id_tokens;
ALTER TABLE used_id_tokens_by_hash RENAME TO used_id_tokens;

CREATE TABLE used_proofs_by_hash (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO used_proofs_by_hash SELECT * FROM used_proofs;
DROP TABLE used_proofs;
ALTER TABLE used_proofs_by_hash RENAME TO used_proofs;

CREATE TABLE used_nonces_by_nonce (nonce TEXT PRIMARY KEY, used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO used_nonces_by_nonce SELECT * FROM used_nonces;
DROP TABLE used_nonces;
ALTER TABLE used_nonces_by_nonce RENAME TO used_nonces;

CREATE TABLE account_origins_by_account (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  origin_hash TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, origin_hash)
) STRICT, WITHOUT ROWID;
INSERT INTO account_origins_by_account SELECT * FROM account_origins;
DROP TABLE account_origins;
ALTER TABLE account_origins_by_account RENAME TO account_origins;

CREATE TABLE proved_addresses_by_email (
  provider TEXT NOT NULL,
  email_key TEXT NOT NULL,
  identity_id TEXT NOT NULL REFERENCES identities (id),
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (provider, email_key, identity_id)
) STRICT, WITHOUT ROWID;
INSERT INTO proved_addresses_by_email SELECT * FROM proved_addresses;
DROP TABLE proved_addresses;
ALTER TABLE proved_addresses_by_email RENAME TO proved_addresses;

CREATE INDEX codes_of_account ON break_glass_codes (account_id);
`;

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [
  { version: 1, sql: first },
  { version: 2, sql: boundSessions },
  { version: 3, sql: addressesAndProofs },
  { version: 4, sql: usedNonces },
  { version: 5, sql: labels },
  { version: 6, sql: anyProvider },
  { version: 7, sql: breakGlass },
  { version: 8, sql: fewerPages },
];
