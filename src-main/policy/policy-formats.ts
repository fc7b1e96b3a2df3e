import type { PolicyFormat } from './policy-definition.ts';

/** Regular expressions of each format, for code and for the JSON schema alike (ECMA-262, no flags). */
export const formatPatterns: Readonly<Record<PolicyFormat, string>> = {
  'tenant-id': '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  domain:
    '^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$',
  'email-or-domain':
    '^([^\\s@<>"]{1,64}@)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$',
  'port-range': '^[1-9][0-9]{3,4}-[1-9][0-9]{3,4}$',
  'https-origin': '^https://[^\\s/?#@]+/?$',
};

const lowestPort = 1024;
const highestPort = 65_535;

/** Two ports in order, both within 1024–65535; null for anything else. */
export function parsePortRange(text: string): { first: number; last: number } | null {
  if (!new RegExp(formatPatterns['port-range']).test(text)) return null;
  const [first = 0, last = 0] = text.split('-').map(Number);
  return first >= lowestPort && last <= highestPort && first <= last ? { first, last } : null;
}

function parseOrigin(text: string): string | null {
  if (!new RegExp(formatPatterns['https-origin']).test(text)) return null;
  const url = URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.hostname !== '' ? url.origin : null;
}

/** The text in the one form that the app compares (lower case, plain origin), or null when it does not fit the format. */
export function normalizeFormat(format: PolicyFormat, text: string): string | null {
  if (format === 'https-origin') return parseOrigin(text);
  if (format === 'port-range') return parsePortRange(text) === null ? null : text;
  return new RegExp(formatPatterns[format]).test(text) ? text.toLowerCase() : null;
}
