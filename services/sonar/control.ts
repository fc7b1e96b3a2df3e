import { randomUUID } from 'node:crypto';
import { type AuditRow, auditBody, recordAudit } from './audit.ts';
import { activeLinks, unlink } from './links/links.ts';
import { emailKeyOf } from './matching/decide.ts';
import { type IssuedCode, prepareCode, revokeCodes } from './operations/break-glass.ts';
import type { TimeLimits } from './options.ts';
import {
  type AddressRow,
  changeAddressPurpose,
  removeAddress,
} from './organization/review-changes.ts';
import { forgetOrigins } from './passwords/try-limits.ts';
import type { Service } from './service.ts';
import { accountById } from './sessions/rows.ts';
import { endSessions, type SessionFilter } from './sessions/session-life.ts';

/** What an operator of the service could do; for trying things by hand and for tests. Unknown ids throw. */
export interface SonarControl {
  /** Turns an account off, or on again. */
  disableAccount(accountId: string, disabled?: boolean): void;
  /** Single sign-on of an account (R12) and of an organization (R11). */
  setAccountSso(accountId: string, on: boolean): void;
  setOrganizationSso(organizationId: string, on: boolean): void;
  /** Ends sessions as the service would; answers how many. */
  endSessions(filter?: SessionFilter): number;
  /** As if everybody signed in to the account had last proved who they are long ago. */
  forgetProofs(accountId: string): void;
  addAddress(accountId: string, email: string): void;
  removeAddress(accountId: string, email: string): void;
  setAddressPurpose(
    accountId: string,
    email: string,
    purpose: 'sign-in' | 'notifications-only',
  ): void;
  /**
   * Sets a new password, which ends the sessions of the account and the links that were made by password, except for
   * those with an id of `keepLinks`.
   */
  setPassword(accountId: string, password: string, keepLinks?: readonly string[]): Promise<void>;
  /** Issues a break-glass code (R13) as support does, who has asked the caller who they are. */
  issueBreakGlassCode(accountId: string): Promise<IssuedCode>;
  /** Changes how long things live, from now on and for what is there already where that is computed at use. */
  setTtl(limits: Partial<TimeLimits>): void;
  /** Down: every request is answered 503 and changes nothing. */
  goDown(down: boolean): void;
  /** Every event, oldest first, of every organization and of none. */
  readAudit(): readonly (ReturnType<typeof auditBody> & {
    readonly organizationId: string | null;
  })[];
  /** Answers that the document does not describe; a test run with one of them has failed. */
  readUndocumented(): readonly string[];
  /** Errors that were answered with 500 or 503. */
  readErrors(): readonly string[];
}

/** State of the process that the control may change. */
export interface ControlledState {
  ttl: TimeLimits;
  isDown: boolean;
  readonly undocumented: string[];
  readonly errors: string[];
}

const operator = { who: 'operator', device: null };

/** The control of one running service. */
export function createControl(service: Service, state: ControlledState): SonarControl {
  const { database } = service;
  function change(what: string, sql: string, value: string | number, id: string, isAccount = true) {
    database.transaction(() => {
      if (database.run(sql, value, id) === 0) throw new Error(`nothing is called ${id}`);
      recordAudit(service, {
        who: operator.who,
        what: 'changed-by-operator',
        detail: `${what}: ${value}`,
        ...(isAccount ? { accountId: id } : { organizationId: id }),
      });
    });
  }
  function addressOf(accountId: string, email: string): AddressRow {
    const address = database.get<AddressRow>(
      'SELECT * FROM addresses WHERE account_id = ? AND email_key = ?',
      accountId,
      emailKeyOf(email),
    );
    if (!address) throw new Error(`${accountId} has no address ${email}`);
    return address;
  }
  return {
    disableAccount: (id, disabled = true) =>
      change('disabled', 'UPDATE accounts SET disabled = ? WHERE id = ?', Number(disabled), id),
    setAccountSso: (id, on) =>
      change('sso', 'UPDATE accounts SET sso_on = ? WHERE id = ?', Number(on), id),
    setOrganizationSso: (id, on) =>
      change('sso', 'UPDATE organizations SET sso_on = ? WHERE id = ?', Number(on), id, false),
    endSessions: (filter = {}) => endSessions(service, filter, 'ended-by-operator'),
    forgetProofs(accountId) {
      const sql = 'UPDATE sessions SET proved_at = NULL WHERE account_id = ? AND ended_at IS NULL';
      if (database.run(sql, accountId) === 0) throw new Error(`nobody is in ${accountId}`);
    },
    addAddress(accountId, email) {
      database.run(
        `INSERT INTO addresses VALUES (?, ?, ?, ?, 'sign-in')`,
        randomUUID(),
        accountId,
        email,
        emailKeyOf(email),
      );
    },
    removeAddress: (accountId, email) =>
      database.transaction(() => removeAddress(service, addressOf(accountId, email), operator)),
    setAddressPurpose: (accountId, email, purpose) =>
      database.transaction(() =>
        changeAddressPurpose(service, addressOf(accountId, email), purpose, operator),
      ),
    async setPassword(accountId, password, keepLinks = []) {
      const hash = await service.passwords.hash(password);
      database.transaction(() => {
        const sql = 'UPDATE accounts SET password_hash = ? WHERE id = ?';
        if (database.run(sql, hash, accountId) === 0) throw new Error(`no account ${accountId}`);
        endSessions(service, { accountId }, 'password-changed');
        // Somebody else who had the old password may have been at these places, too.
        forgetOrigins(service, accountId);
        revokeCodes(service, accountId);
        const condition = `links.account_id = ? AND links.linked_by = 'password'`;
        for (const link of activeLinks(service, condition, accountId)) {
          // Removed, not ended: somebody who knew the old password must not come back by an address.
          if (!keepLinks.includes(link.id)) unlink(service, link, 'removed', operator);
        }
        const { who } = operator;
        recordAudit(service, { who, what: 'changed-by-operator', accountId, detail: 'password' });
      });
    },
    async issueBreakGlassCode(accountId) {
      const commit = await prepareCode(service);
      const by = { name: null, who: 'support', device: null };
      return database.transaction(() => commit(accountById(service, accountId), by));
    },
    setTtl(limits) {
      state.ttl = { ...state.ttl, ...limits };
    },
    goDown(down) {
      state.isDown = down;
    },
    readAudit: () =>
      database
        .all<AuditRow>('SELECT * FROM audit_events ORDER BY id')
        .map((row) => ({ ...auditBody(row), organizationId: row.organization_id })),
    readUndocumented: () => [...state.undocumented],
    readErrors: () => [...state.errors],
  };
}
