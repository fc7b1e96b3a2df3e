import { createHash } from 'node:crypto';

/**
 * What the list of devices calls a device of an account. Not the id that it signs in with: whoever knows that one could
 * sign in as the device, and acknowledge there, instead of its owner, that the account got a link.
 */
export function shownDeviceId(accountId: string, deviceId: string): string {
  const hash = createHash('sha256').update(`${accountId} ${deviceId}`).digest('hex');
  // RFC 9562 section 5.8: the form of a UUID, the content our own.
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
