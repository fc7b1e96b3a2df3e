import { describe } from 'vitest';
import type { Host } from '../../../build/host/choose-host.ts';
import { presentHosts } from '../../../build/host/present-hosts.ts';

/** Describes tests once for each host that is present; `npm test` fails when there is none. */
export function onEachHost(tests: (host: Host) => void): void {
  for (const host of presentHosts()) describe(`[${host.name}]`, () => tests(host));
}
