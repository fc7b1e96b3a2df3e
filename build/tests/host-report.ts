import { presentHosts } from '../host/present-hosts.ts';
import type { TestTally } from './vitest-report.ts';

/** End-to-end tests name their host in the title, `[chromium] …`; a host ran when a test on it passed. */
export function hostReport(endToEnd: TestTally): { readonly ran: boolean; readonly line: string } {
  const lines = presentHosts().map((host) => {
    const count = endToEnd.passedNames.filter((name) => name.includes(`[${host.name}]`)).length;
    return { count, text: `${host.name} (${count} end-to-end tests passed)` };
  });
  const ran = lines.some(({ count }) => count > 0);
  const hosts = lines.map(({ text }) => text).join(', ') || 'none is present';
  return { ran, line: `Hosts: ${hosts}` };
}
