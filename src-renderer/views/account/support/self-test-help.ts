import type { ErrorCode, SelfTestItem } from '../../../../preload/contract.ts';

/** The one thing to do about a finding. */
export type SelfTestHelp = 'run-again' | 'copy-details' | 'get-help';

/** What the person can mend themselves and then look again. */
const mendable: readonly ErrorCode[] = [
  'offline',
  'network-portal',
  'provider-unreachable',
  'provider-busy',
  'account-service-unreachable',
  'timed-out',
  'clock-skew',
  'keychain-locked',
  'callback-unavailable',
];

/** The one thing to do about a finding; null when it is in order or only worth knowing. */
export function helpFor(item: SelfTestItem, mayCopy: boolean): SelfTestHelp | null {
  if (item.status === 'passed') return null;
  if (item.status === 'warning') return item.name === 'policy' && mayCopy ? 'copy-details' : null;
  if (item.code !== null && mendable.includes(item.code)) return 'run-again';
  return mayCopy ? 'copy-details' : 'get-help';
}
