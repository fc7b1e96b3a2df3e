import { z } from 'zod';

/** Lifts a document by one version; pure, so that a migration that was killed half-way simply runs again. */
export type Migration = (
  document: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/** The first entry lifts version 1 to 2, and so on: our version is the number of entries plus one. */
export const migrations: readonly Migration[] = [addOrganizations, addMended];

/**
 * Version 2 keeps the organization of each identity. A Microsoft key begins with its tenant; what Google says is in no
 * key, so it stays absent until the next silent confirmation.
 */
function addOrganizations(document: Readonly<Record<string, unknown>>) {
  const { accounts } = document;
  return Array.isArray(accounts)
    ? { ...document, accounts: accounts.map(addOrganization) }
    : document;
}

/** Version 3 keeps what was mended until somebody has read of it; a list of other notices was never used. */
function addMended({ dismissedNotices: _, ...document }: Readonly<Record<string, unknown>>) {
  return { ...document, mended: null };
}

function addOrganization(account: unknown): unknown {
  const parsed = versionOneAccount.safeParse(account);
  if (!parsed.success) return account;
  const { identity, ...rest } = parsed.data;
  const organization = identity.key.split(' ')[0]?.toLowerCase();
  return { ...rest, identity: { ...identity, organization } };
}

/** An account that a Microsoft identity opened; whatever else it holds is passed on. */
const versionOneAccount = z.looseObject({
  identity: z.looseObject({
    key: z.string(),
    label: z.looseObject({ provider: z.literal('microsoft') }),
  }),
});

/**
 * Lifts `document` to the version of `migrations`. A newer document is left as it is: what we know of it is read.
 * Null when its version is no version, or a migration cannot make sense of it.
 */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  steps: readonly Migration[],
): { readonly document: Readonly<Record<string, unknown>>; readonly from: number } | null {
  const from = document.version;
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 1) return null;
  try {
    const lifted = steps.slice(from - 1).reduce((current, step) => step(current), document);
    return { document: lifted, from };
  } catch {
    return null;
  }
}
