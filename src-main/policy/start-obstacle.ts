import type { PolicyReport } from './policy-reader.ts';

/** Why the app must not start under this policy, as a sentence for an administrator; null: it may. */
export function findStartObstacle({ entries, rejects }: PolicyReport): string | null {
  const obstacle = rejects.find(({ strict }) => strict === 'no-start');
  if (obstacle === undefined) return null;
  const { key, reason } = obstacle;
  const where = entries.find((entry) => entry.key === key)?.where ?? obstacle.where;
  return `the policy ${key} in ${where} cannot be used (${reason}); --print-policy shows it.`;
}
