/** Where a Microsoft issuer for many organizations has the tenant id (Microsoft identity platform metadata). */
export const tenantPlaceholder = '{tenantid}';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the shape of a GUID, which tenant and object ids have. */
export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && guid.test(text);
}

/** Whether `issuer` is the expected one; a `{tenantid}` in the expected one stands for any one GUID. */
export function matchesIssuer(issuer: string, expected: string): boolean {
  const at = expected.indexOf(tenantPlaceholder);
  if (at === -1) return issuer === expected;
  const before = expected.slice(0, at);
  const after = expected.slice(at + tenantPlaceholder.length);
  if (!issuer.startsWith(before) || !issuer.endsWith(after)) return false;
  return isGuid(issuer.slice(before.length, issuer.length - after.length));
}
