import { type JWK, decodeJwt } from 'jose';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Directory } from './directory.ts';
import { reshapeIdToken } from './id-token.ts';
import type { ProviderState } from './provider-state.ts';
import type { ProviderStyle } from './provider-style.ts';

/** What answers are reshaped with. */
export interface AnswerInput {
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly signingKey: JWK;
  readonly origin: string;
  readonly state: Pick<ProviderState, 'tellsSignInTime'>;
}

/** Turns the engine's token answer into the one that the real provider would give. */
export async function reshapeTokenAnswer(
  input: AnswerInput,
  ctx: KoaContextWithOIDC,
): Promise<void> {
  const { style, directory } = input;
  const body = ctx.body as Record<string, unknown> | undefined;
  if (typeof body !== 'object') return;
  if (typeof body.error === 'string') {
    const error = body as unknown as ErrorOut;
    ctx.body = { ...body, ...style.tokenExtras(undefined, error) };
    return;
  }
  if (typeof body.id_token !== 'string') return;
  const person = directory.findBySubject(String(decodeJwt(body.id_token).sub));
  const isRenewal = ctx.oidc.params?.grant_type === 'refresh_token';
  const idToken = await reshapeIdToken({ ...input, idToken: body.id_token, isRenewal });
  ctx.body = { ...body, id_token: idToken, ...style.tokenExtras(person, undefined) };
}

/** Takes `iss` out of an authorization response whose provider does not know RFC 9207. */
export function dropResponseIssuer(ctx: KoaContextWithOIDC, origin: string): void {
  const location = ctx.response.get('location');
  if (!location || !URL.canParse(location)) return;
  const url = new URL(location);
  if (url.origin === origin || !url.searchParams.has('iss')) return;
  url.searchParams.delete('iss');
  ctx.set('location', url.href);
}
