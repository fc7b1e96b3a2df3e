/** Why an answer is not the one asked for; null when it may be. */
export type AnswerFault = 'portal' | 'proxy-password' | 'not-json' | null;

/**
 * Holds status and content type against what an API would send. Somebody else answered (a captive portal or an
 * inspecting proxy: `portal`) when there is a redirect, a status 511 (RFC 6585 section 6), or a page of HTML in the place
 * of success or of a refusal by authority. A status 407 is a proxy's that wants a name and a password (RFC 9110 section
 * 15.5.8), which no page can be opened for. `otherTypes`: what a success may be beside JSON.
 */
export function checkAnswer(response: Response, otherTypes: readonly string[] = []): AnswerFault {
  const { status } = response;
  if (response.redirected || response.type === 'opaqueredirect') return 'portal';
  if (status === 407) return 'proxy-password';
  if ((status >= 300 && status < 400) || status === 511) return 'portal';
  if (status === 204) return null;
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' || type?.endsWith('+json')) return null;
  if (response.ok && type !== undefined && otherTypes.includes(type)) return null;
  const isPage = type === 'text/html' || type === 'application/xhtml+xml';
  if (isPage && (response.ok || status === 401 || status === 403 || status === 451))
    return 'portal';
  return 'not-json';
}
