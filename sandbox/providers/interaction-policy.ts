import { type KoaContextWithOIDC, interactionPolicy } from 'oidc-provider';
import type { Directory } from './directory.ts';
import type { DirectoryEntry } from './person.ts';
import type { ProviderStyle } from './provider-style.ts';

const { Check, Prompt, base } = interactionPolicy;

/** Whether a `login_hint` means this person: an address in any case, or the subject. */
export function isHinted(person: DirectoryEntry, hint: string): boolean {
  return (
    hint === person.subject ||
    (person.email !== null && hint.toLowerCase() === person.email.toLowerCase())
  );
}

/** The tenant part of an engine request's original path. */
export function mountOfContext(ctx: KoaContextWithOIDC): string {
  return (ctx.req as { readonly mount?: string }).mount ?? '';
}

/**
 * When the picker is shown: no provider session, `prompt=select_account` or `login`, a session of somebody who is gone,
 * of another tenant, or not the one that `login_hint` means. Otherwise the browser goes straight through.
 * Consent is implicit, so `prompt=consent` alone asks nothing.
 */
export function createInteractionPolicy(
  style: ProviderStyle,
  directory: Directory,
): readonly interactionPolicy.Prompt[] {
  const policy = base();
  const login = policy.get('login');
  const consent = policy.get('consent');
  consent?.checks.clear();
  login?.checks.add(
    new Check('session_unfit', 'the signed-in person is not the one to go on', (ctx) => {
      const { session, params, result } = ctx.oidc;
      if (!session?.accountId || result?.login) return false;
      const person = directory.findBySubject(session.accountId);
      if (!person || person.disabled || person.departed) return true;
      if (!style.admits(person, mountOfContext(ctx))) return true;
      const hint = params?.login_hint;
      return typeof hint === 'string' && hint !== '' && !isHinted(person, hint);
    }),
  );
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}
