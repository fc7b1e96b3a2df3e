import { z } from 'zod';
import type { Fetch } from './bounded-fetch.ts';

/** The address of a service in a configuration. */
export const serviceUrl = z
  .string('must be a text')
  .max(2000, 'must have at most 2000 characters')
  .refine(isServiceUrl, 'must be an https address (http only for this machine)');

/** Https anywhere, http on this machine; without user, query and fragment, which no base address has. */
function isServiceUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || isLoopbackHttp(value);
}

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether an address is plain http on this machine, the only place where a configuration may have it. */
export function isLoopbackHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && loopbackHosts.has(hostname);
}

/** The https spelling of a loopback http address, for libraries that accept no other (MSAL); others are unchanged. */
export function toHttpsSpelling(url: string): string {
  return isLoopbackHttp(url) ? url.replace(/^http:/i, 'https:') : url;
}

/**
 * Undoes `toHttpsSpelling` on the way out: requests to the https spelling of exactly these loopback http origins go to
 * the http origin. Everything else passes untouched, so a real https server on loopback stays https.
 */
export function mapLoopbackHttps(fetch: Fetch, httpOrigins: readonly string[]): Fetch {
  const originOf = new Map(
    httpOrigins
      .filter((origin) => isLoopbackHttp(origin))
      .map((origin) => [new URL(toHttpsSpelling(origin)).origin, new URL(origin).origin]),
  );
  return (input, init) => {
    const { origin } = new URL(input);
    const target = originOf.get(origin);
    return fetch(target === undefined ? input : `${target}${input.slice(origin.length)}`, init);
  };
}
