/** Whether a server answers that it cannot answer now (RFC 9110 section 15.6, RFC 6585 section 4). */
export function isBusyStatus(status: number): boolean {
  return status === 429 || status >= 500;
}
