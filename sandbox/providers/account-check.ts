import { type KoaContextWithOIDC, errors } from 'oidc-provider';
import type { Directory } from './directory.ts';
import type { DirectoryEntry } from './person.ts';

/**
 * Whether the person behind `subject` may go on, asked at every step of the engine.
 * A renewal is refused with `invalid_grant` for a disabled or departed account, with `interaction_required` when the
 * provider wants to see the person again (OpenID Connect Core section 3.1.2.6).
 */
export function checkAccount(
  directory: Directory,
  ctx: KoaContextWithOIDC,
  subject: string,
): DirectoryEntry | undefined {
  const person = directory.findBySubject(subject);
  const isRenewal = ctx.oidc.params?.grant_type === 'refresh_token';
  if (!person || person.disabled || person.departed) return undefined;
  if (isRenewal && person.interactionRequired) {
    throw new errors.CustomOIDCProviderError(
      'interaction_required',
      'The person must confirm who they are in the browser.',
    );
  }
  return person;
}
