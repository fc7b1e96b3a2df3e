import { randomInt, randomUUID } from 'node:crypto';
import { recordAudit } from '../audit.ts';
import { bodyOf, type Operation, type OperationRequest, paramOf } from '../http/operation.ts';
import { announceCode } from '../links/new-links.ts';
import { proveSecret } from '../passwords/prove-password.ts';
import { jsonAnswer, problemAnswer, ServiceProblem } from '../problem.ts';
import { type Service, timestamp } from '../service.ts';
import { type Caller, forCallers, requireProvedManager } from '../sessions/caller.ts';
import { type AccountRow, accountById, type DeviceInfo, findAccount } from '../sessions/rows.ts';
import { endSessions, openSession } from '../sessions/session-life.ts';

/** Crockford's base 32: no I, L, O and U, which are heard and read as others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Sixty random bits. */
const codeLength = 12;

/** A code as the contract writes it; shown once. */
export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: string;
}

/** Who issues a code: `name` as the owner of the account is told, null for support, and `who` for the audit. */
interface Issuer {
  readonly name: string | null;
  readonly who: string;
  readonly device: string | null;
}

/** A code that opens its account. */
interface OpenCode {
  readonly id: string;
  readonly code_hash: string;
  readonly expires_at: number;
}

/** What a typed code is compared by: as somebody says it on the phone, with any case, spaces, dashes and look-alikes. */
function codeKeyOf(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Dash_Punctuation}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** Makes a code and its slow hash; the second half stores it for an account in the place of any other. */
export async function prepareCode(
  service: Service,
): Promise<(account: AccountRow, by: Issuer) => IssuedCode> {
  const key = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join(
    '',
  );
  const hash = await service.passwords.hash(key);
  return (account, by) => {
    const { database, now, ttl } = service;
    revokeCodes(service, account.id);
    const id = randomUUID();
    const expiresAt = now() + ttl().breakGlass;
    database.run(
      `INSERT INTO break_glass_codes (id, account_id, code_hash, issued_by, issued_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      id,
      account.id,
      hash,
      by.name,
      now(),
      expiresAt,
    );
    announceCode(service, id, account.id);
    const { who, device } = by;
    const detail = `until ${timestamp(expiresAt)}`;
    recordAudit(service, {
      who,
      what: 'break-glass-issued',
      accountId: account.id,
      device,
      detail,
    });
    return { code: key.match(/.{4}/g)?.join('-') ?? key, expiresAt: timestamp(expiresAt) };
  };
}

/** The code that opens an account now, or undefined. */
function findOpenCode({ database, now }: Service, accountId: string): OpenCode | undefined {
  return database.get<OpenCode>(
    `SELECT * FROM break_glass_codes WHERE account_id = ? AND code_hash IS NOT NULL AND expires_at > ?`,
    accountId,
    now(),
  );
}

/** Uses a code up for the session that it has opened, and has the owner of the account told. */
function useCode(
  service: Service,
  { id }: OpenCode,
  opened: { readonly sessionId: string; readonly accountId: string; readonly device: string },
): void {
  const { database, now } = service;
  database.run(
    'UPDATE break_glass_codes SET code_hash = NULL, used_at = ?, session_id = ?, device = ? WHERE id = ?',
    now(),
    opened.sessionId,
    opened.device,
    id,
  );
  announceCode(service, id, opened.accountId);
}

/** No code opens the account any more, and what one has opened ends. */
export function revokeCodes(service: Service, accountId: string): void {
  const { database } = service;
  database.run('UPDATE break_glass_codes SET code_hash = NULL WHERE account_id = ?', accountId);
  const opened = database.all<{ id: string }>(
    'SELECT id FROM sessions WHERE account_id = ? AND ends_at IS NOT NULL AND ended_at IS NULL',
    accountId,
  );
  for (const { id } of opened) endSessions(service, { sessionId: id }, 'break-glass-replaced');
}

/** For so long the owner of an account can still be told of a code, milliseconds. */
const toldForMs = 90 * 86_400_000;

/** Forgets codes that nobody can use any more: their hashes at once, that they were there after some months. */
export function purgeCodes({ database }: Pick<Service, 'database'>, now: number): void {
  database.run('UPDATE break_glass_codes SET code_hash = NULL WHERE expires_at <= ?', now);
  database.run(
    'DELETE FROM untold_codes WHERE code_id IN (SELECT id FROM break_glass_codes WHERE expires_at < ?)',
    now - toldForMs,
  );
  database.run('DELETE FROM break_glass_codes WHERE expires_at < ?', now - toldForMs);
}

/** The account that a manager may issue a code for: somebody else's of their own organization, and not turned off. */
function subjectOf(service: Service, manager: Caller, request: OperationRequest): AccountRow {
  const account = findAccount(service, 'accounts.id = ?', paramOf(request, 'accountId'));
  const isTheirs = account?.organization_id === manager.account.organization_id;
  if (!account || !isTheirs || account.disabled === 1 || account.id === manager.account.id) {
    throw new ServiceProblem('not-found');
  }
  return account;
}

/** POST /organization/accounts/{accountId}/break-glass-code: rule R13. The slow hash is made for who may have it only. */
export const issueBreakGlassCode = forCallers(async (service, request) => {
  subjectOf(service, requireProvedManager(service, request), request);
  const commit = await prepareCode(service);
  return () => {
    const manager = requireProvedManager(service, request);
    const { name, username } = manager.account;
    const by = { name: name || username, who: username, device: manager.deviceName };
    return jsonAnswer(201, commit(subjectOf(service, manager, request), by));
  };
});

interface SignInWithBreakGlassCodeBody {
  readonly username: string;
  readonly code: string;
  readonly device: DeviceInfo;
}

/**
 * POST /sessions/break-glass: a username and a code that an office manager or support has issued. It opens what the
 * password would, whether or not single sign-on is on, and ends when the code would have.
 */
export const signInWithBreakGlassCode: Operation = async (service, request) => {
  const { username, code, device } = bodyOf<SignInWithBreakGlassCodeBody>(request);
  const proved = await proveSecret(
    service,
    { username, identityId: null, address: request.address, deviceName: device.name },
    {
      typed: codeKeyOf(code),
      hashOf: ({ id }) => findOpenCode(service, id)?.code_hash ?? null,
      refused: 'break-glass-refused',
    },
  );
  if (!proved.right) return proved.answerRefusal;
  return () => {
    const { accountId } = proved;
    const open = findOpenCode(service, accountId);
    // Of two devices at once the first one has it.
    if (!open || !proved.isStillRight()) return proved.answerRefusal();
    const account = accountById(service, accountId);
    const who = account.username;
    if (account.disabled === 1) {
      const detail = 'account-disabled';
      const what = 'sign-in-refused';
      recordAudit(service, { who, what, accountId, device: device.name, detail });
      return problemAnswer('account-disabled');
    }
    const session = openSession(service, {
      accountId,
      proof: null,
      device,
      who,
      how: 'break-glass',
      endsAt: open.expires_at,
      renamedFrom: null,
      from: request,
      onOpened: (sessionId) =>
        useCode(service, open, { sessionId, accountId, device: device.name }),
    });
    return jsonAnswer(201, session);
  };
};
