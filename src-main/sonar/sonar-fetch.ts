import { boundFetch } from '../network/bounded-fetch.ts';
import type { Fetch, Now } from '../network/network.ts';

/** The review of an organization with ten thousand accounts has several megabytes. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** A `Fetch` held to what the Sonar service may answer: JSON, and CSV for the export. */
export function boundSonarFetch(fetch: Fetch, now: Now): Fetch {
  return boundFetch(fetch, {
    unreachable: 'account-service-unreachable',
    maxBytes: maxAnswerBytes,
    otherTypes: ['text/csv'],
    now,
  });
}
