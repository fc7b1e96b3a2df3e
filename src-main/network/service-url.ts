import { z } from 'zod';
import { isLoopbackHttp } from './loopback-https.ts';

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
