/** Lifts a document by one version; pure, so that a migration that was killed half-way simply runs again. */
export type Migration = (
  document: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/** The first entry lifts version 1 to 2, and so on: our version is the number of entries plus one. */
export const migrations: readonly Migration[] = [];

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
