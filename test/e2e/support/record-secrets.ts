import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The secrets that went over the wire while it was recording, by value, each with the name of its field. */
export interface SecretRecord {
  readonly secrets: ReadonlyMap<string, string>;
  stop(): void;
}

/** Fields of requests and answers whose values nobody but sender and receiver may keep. */
const secretFields = [
  'state',
  'nonce',
  'code',
  'code_verifier',
  'client_secret',
  'id_token',
  'access_token',
  'refresh_token',
  'idToken',
  'nonceSecret',
  'accessToken',
  'refreshToken',
  'ticket',
  'password',
];
const inJson = new RegExp(`"(${secretFields.join('|')})":"([^"]{8,})"`, 'g');
const inForm = new RegExp(`(?:^|[&?])(${secretFields.join('|')})=([^&]{8,})`, 'g');

/**
 * Reads along with every HTTP server of this process: the stand-ins and the Sonar service of a sandbox. Nothing of the
 * traffic is changed.
 */
export function recordSecrets(): SecretRecord {
  const secrets = new Map<string, string>();
  const collect = (text: string) => {
    for (const pattern of [inJson, inForm]) {
      for (const [, name = '', value = ''] of text.matchAll(pattern)) {
        secrets.set(decodeURIComponent(value), name);
      }
    }
  };
  const onRequest = (message: unknown) => {
    const { request, response } = message as {
      request: IncomingMessage;
      response: ServerResponse;
    };
    collect(request.url ?? '');
    // What proves the key of a session (RFC 9449).
    if (typeof request.headers.dpop === 'string') secrets.set(request.headers.dpop, 'DPoP');
    readAlong(request, collect);
    writeAlong(response, collect);
  };
  subscribe('http.server.request.start', onRequest);
  return { secrets, stop: () => unsubscribe('http.server.request.start', onRequest) };
}

function readAlong(request: IncomingMessage, collect: (text: string) => void): void {
  const emit = request.emit.bind(request);
  let body = '';
  request.emit = (event: string | symbol, ...values: unknown[]) => {
    if (event === 'data') body += String(values[0]);
    if (event === 'end') collect(body);
    return emit(event, ...values);
  };
}

function writeAlong(response: ServerResponse, collect: (text: string) => void): void {
  const end = response.end.bind(response);
  Object.assign(response, {
    end(chunk?: unknown, ...rest: unknown[]) {
      if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) collect(chunk.toString());
      return Reflect.apply(end, response, [chunk, ...rest]);
    },
  });
}
