import type { SelfTestItem } from '../../preload/contract.ts';
import { within } from '../common/within.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';

/** What a probe found when it is well: a fact for the list, and a warning if it is only half well. */
export interface ProbeFinding {
  readonly detail: string;
  readonly isWarning?: boolean;
}

/** One question to the outside; throws a `LoginError` when the answer is bad. */
export type Probe = (signal: AbortSignal) => Promise<ProbeFinding>;

/** The probes by the name of their finding. */
export type Probes = Readonly<Record<SelfTestItem['name'], Probe>>;

// No probe may keep the person waiting longer than any network call may.
const probeDeadlineMs = 10_000;

/** Asks everything a sign-in depends on, all at once, and answers in the order of the list. Never rejects. */
export function runSelfTest(probes: Partial<Probes>): Promise<readonly SelfTestItem[]> {
  const asked = Object.entries(probes) as [SelfTestItem['name'], Probe][];
  return Promise.all(asked.map(([name, probe]) => runProbe(name, probe)));
}

async function runProbe(name: SelfTestItem['name'], probe: Probe): Promise<SelfTestItem> {
  const stop = new AbortController();
  try {
    const asked = probe(stop.signal);
    const { detail, isWarning } = await within(probeDeadlineMs, asked, () => {
      throw new LoginError('timed-out');
    });
    return { name, status: isWarning === true ? 'warning' : 'passed', code: null, detail };
  } catch (thrown) {
    const { code, certificateIssuer } = toFailure(thrown);
    return { name, status: 'failed', code, detail: certificateIssuer ?? '' };
  } finally {
    stop.abort();
  }
}
