import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { sendJson } from './hostile-provider.ts';
import type { Claims } from './token-maker.ts';

type Answer = (response: ServerResponse, origin: string) => void;

/** A wrong answer of the token endpoint and the codes that it must come out as. */
export interface TokenEndpointCase {
  readonly id: string;
  readonly what: string;
  readonly answer: Answer;
  readonly onCode: string;
  readonly onRefresh: string;
}

function failing(id: string, what: string, answer: Answer, code: string): TokenEndpointCase {
  return { id, what, answer, onCode: code, onRefresh: code };
}

function json(
  body: unknown,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, body, status);
  };
}

function text(body: string, status: number, type: string): Answer {
  return (response) => {
    response.writeHead(status, type === '' ? {} : { 'content-type': type }).end(body);
  };
}

function redirect(status: number, target: (origin: string) => string): Answer {
  return (response, origin) => {
    response.writeHead(status, { location: target(origin) }).end();
  };
}

/** A body that grows until the reader gives up; gzip makes a few bytes of a million zeros. */
function endless(gzip: boolean): Answer {
  return (response) => {
    const encoding = gzip ? { 'content-encoding': 'gzip' } : {};
    response.writeHead(200, { 'content-type': 'application/json', ...encoding });
    const sink = gzip ? createGzip() : response;
    if (gzip) {
      sink.on('error', () => {});
      (sink as ReturnType<typeof createGzip>).pipe(response);
    }
    const zeros = Buffer.alloc(1024 * 1024, ' ');
    const write = () => {
      if (response.destroyed) sink.destroy();
      else sink.write(zeros, () => setImmediate(write));
    };
    write();
  };
}

const page = '<html><body>Welcome to the airport</body></html>';
const grant = (more: Claims = {}, status = 400) =>
  json({ error: 'invalid_grant', ...more }, status);

/**
 * What `invalid_grant` with a finer reason comes out as: on refresh it asks for the person, on a code, for which they
 * have just been at the provider's page, it never does.
 */
const finerReasons: readonly TokenEndpointCase[] = (
  [
    ['consent_required', 'consent-required', 'interaction-required'],
    ['basic_action', 'administrator-needed', 'interaction-required'],
    ['additional_action', 'administrator-needed', 'interaction-required'],
    ['interrupted_user', 'administrator-needed', 'interaction-required'],
    ['token_expired', 'administrator-needed', 'interaction-required'],
    ['message_only', 'administrator-needed', 'administrator-needed'],
    ['user_password_expired', 'administrator-needed', 'login-required'],
    ['bad_token', 'provider-refused', 'session-expired'],
  ] as const
).map(([suberror, onCode, onRefresh]) => ({
  id: '4.10, B-02, B-03',
  what: `suberror ${suberror}`,
  answer: grant({ suberror }),
  onCode,
  onRefresh,
}));

/** A standard error, in the place of `invalid_grant`. */
function standard(error: string, onCode: string, onRefresh: string): TokenEndpointCase {
  return { id: '4.10, B-03', what: error, answer: json({ error }, 400), onCode, onRefresh };
}

/** Answers that are no tokens. */
export const tokenEndpointCases: readonly TokenEndpointCase[] = [
  failing('TK-01', 'a broken connection', (response) => response.destroy(), 'provider-unreachable'),
  failing('TK-02', 'status 503', json({ error: 'temporarily_unavailable' }, 503), 'provider-busy'),
  failing('B-18', 'status 500 with JSON', json({}, 500), 'provider-busy'),
  failing('TK-02', 'status 500 with a page', text(page, 500, 'text/html'), 'provider-unreachable'),
  failing('TK-02', 'status 408', json({}, 408), 'provider-unreachable'),
  failing('TK-04, B-18', 'status 429', json({ error: 'slow_down' }, 429), 'provider-busy'),
  {
    id: 'TK-05',
    what: 'invalid_grant',
    answer: grant(),
    onCode: 'provider-refused',
    onRefresh: 'session-expired',
  },
  {
    id: 'TK-05',
    what: 'invalid_grant with status 401',
    answer: grant({}, 401),
    onCode: 'provider-refused',
    onRefresh: 'session-expired',
  },
  failing('TK-05', 'invalid_grant with status 503', grant({}, 503), 'provider-busy'),
  failing('TK-05', 'invalid_grant with status 403', grant({}, 403), 'provider-unreachable'),
  failing('TK-05', 'invalid_grant with status 200', grant({}, 200), 'identity-not-verified'),
  failing(
    'TK-05',
    'invalid_grant as plain text',
    text('{"error":"invalid_grant"}', 400, 'text/plain'),
    'provider-unreachable',
  ),
  failing('TK-05', 'status 400 without a code', json({}, 400), 'provider-unreachable'),
  failing(
    'TK-05, B-29',
    'invalid_client',
    json({ error: 'invalid_client' }, 401),
    'provider-refused',
  ),
  failing('TK-05', 'invalid_request', json({ error: 'invalid_request' }, 400), 'provider-refused'),
  failing('TK-05', 'an unknown error', json({ error: 'foo' }, 400), 'provider-refused'),
  standard('interaction_required', 'administrator-needed', 'interaction-required'),
  standard('consent_required', 'consent-required', 'interaction-required'),
  standard('login_required', 'administrator-needed', 'login-required'),
  {
    id: '4.4, B-02, B-28',
    what: 'a Workspace re-authentication',
    answer: grant({ error_subtype: 'invalid_rapt' }),
    onCode: 'administrator-needed',
    onRefresh: 'login-required',
  },
  ...finerReasons,
  failing('TK-07', 'a page with status 200', text(page, 200, 'text/html'), 'network-portal'),
  failing('TK-07', 'status 511', text(page, 511, 'text/html'), 'network-portal'),
  failing(
    'TK-07',
    'a page with status 403',
    text(page, 403, 'text/html; charset=utf-8'),
    'network-portal',
  ),
  failing('TK-07', 'JSON of another type', text('{}', 200, 'text/plain'), 'provider-unreachable'),
  failing('TK-07', 'JSON of no type', text('{}', 200, ''), 'provider-unreachable'),
  failing(
    'TK-07',
    'a page that says it is JSON',
    text(page, 200, 'application/json'),
    'provider-unreachable',
  ),
  failing('TK-07', 'an empty body', text('', 200, 'application/json'), 'provider-unreachable'),
  failing('TK-07', 'an endless body', endless(false), 'provider-unreachable'),
  failing('TK-07', 'an endless compressed body', endless(true), 'provider-unreachable'),
  failing(
    'TK-08',
    'a redirect 307',
    redirect(307, (origin) => `${origin}/stolen`),
    'network-portal',
  ),
  failing(
    'TK-08',
    'a redirect 302',
    redirect(302, (origin) => `${origin}/stolen`),
    'network-portal',
  ),
  failing(
    'TK-08',
    'a redirect to another host name',
    redirect(308, (origin) => origin.replace('127.0.0.1', 'localhost')),
    'network-portal',
  ),
];

/** Starts an answer and never ends it (TK-01). */
export const silence: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{');
};

/** Members laid over a right token response that make it a wrong one. */
export const wrongTokenResponses: readonly (readonly [what: string, change: Claims])[] = [
  ['token_type mac', { token_type: 'mac' }],
  ['no token_type', { token_type: undefined }],
  ['no id_token', { id_token: undefined }],
  ['an id_token that is no text', { id_token: {} }],
];

/** Members laid over a right token response that change nothing. */
export const rightTokenResponses: readonly (readonly [what: string, change: Claims])[] = [
  ['token_type bearer', { token_type: 'bearer' }],
  ['token_type BEARER', { token_type: 'BEARER' }],
  ['no scope', { scope: undefined }],
  ['no expires_in', { expires_in: undefined }],
  ['expires_in 0', { expires_in: 0 }],
  ['a negative expires_in', { expires_in: -5 }],
  ['expires_in as text', { expires_in: '3600' }],
  ['expires_in 1e12', { expires_in: 1e12 }],
  ['no access_token', { access_token: undefined }],
];
