import { z } from 'zod';
import { isLoopbackHttp } from '../network/loopback-https.ts';

const googleIssuer = 'https://accounts.google.com';
/** Work and school accounts of any organization. */
const microsoftAuthority = 'https://login.microsoftonline.com/organizations';

const clientId = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(500, 'must have at most 500 characters')
  .regex(/^[\x21-\x7e]*$/, 'must have no spaces');

const serviceUrl = z
  .string('must be a text')
  .max(2000, 'must have at most 2000 characters')
  .refine(isServiceUrl, 'must be an https address (http only for this machine)');

/** The endpoints and client ids, as `build/product.json` and `SONAR_LOGIN_CONFIG` give them. */
export const endpointsSchema = z.strictObject({
  sonar: z.strictObject({ baseUrl: serviceUrl }),
  google: z.strictObject({
    clientId,
    clientSecret: clientId.optional(),
    issuer: serviceUrl.default(googleIssuer),
  }),
  microsoft: z.strictObject({ clientId, authority: serviceUrl.default(microsoftAuthority) }),
});

/** The endpoints and client ids, complete. */
export type Endpoints = z.infer<typeof endpointsSchema>;

/** Https anywhere, http on this machine; without user, query and fragment, which no base address has. */
function isServiceUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || isLoopbackHttp(value);
}
