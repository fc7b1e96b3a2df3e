import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isAppUrl } from '../common/app-origin.ts';

/**
 * What a page of the app may load: its own script, style, fonts and pictures, and nothing else; no connection at all,
 * since everything goes through `window.login` (Content Security Policy Level 3; Electron's security guide, rule 7).
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The security headers of every answer under the app's origin. */
const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), clipboard-read=(), clipboard-write=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** What is looked at of a request of the window (Electron's `ProtocolRequest`, or a `Request`). */
interface FileRequest {
  readonly method: string;
  readonly url: string;
}

/** The answer to it (Electron's `ProtocolResponse`). */
interface FileAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

/** Answers a request of the window for a file of the renderer bundle. */
export type ServeRenderer = (request: FileRequest) => Promise<FileAnswer>;

/**
 * Serves the files that are in `directory` when it is first asked, by their exact path; anything else is 404. A path
 * is looked up in that list and never joined to the directory, so that no way of writing `..` leads out of it.
 */
export function createRendererFiles(directory: string): ServeRenderer {
  let files: ReadonlyMap<string, string> | undefined;
  return async ({ method, url }) => {
    if (method !== 'GET' || !isAppUrl(url)) return notFound();
    files ??= new Map(listFiles(directory, ''));
    const file = files.get(new URL(url).pathname);
    const mediaType = file === undefined ? undefined : mediaTypes[extname(file)];
    if (file === undefined || mediaType === undefined) return notFound();
    return {
      statusCode: 200,
      headers: { ...securityHeaders, 'Content-Type': mediaType, 'Cache-Control': 'no-store' },
      data: await readFile(file),
    };
  };
}

/** Whether a page was answered with a script. */
export function isScript({ headers }: Pick<FileAnswer, 'headers'>): boolean {
  return headers['Content-Type'] === mediaTypes['.js'];
}

function notFound(): FileAnswer {
  return { statusCode: 404, headers: { ...securityHeaders }, data: Buffer.alloc(0) };
}

/** What is used of a session's schemes (Electron's `Protocol`). */
interface Schemes {
  registerBufferProtocol?(
    scheme: string,
    handler: (
      request: FileRequest,
      answer: (response: FileAnswer | { readonly error: number }) => void,
    ) => void,
  ): boolean;
  handle(scheme: string, handler: (request: FileRequest) => Promise<Response>): void;
}

/** `net::ERR_FAILED`. */
const failed = -2;

/**
 * Has a session's requests for `scheme` answered. By the older way of Electron where it is still there: the newer one
 * speaks in `Request` and `Response`, for which Node loads a whole client of HTTP, 50 ms before the first paint (decision
 * 0017).
 */
export function serveScheme(schemes: Schemes, scheme: string, serve: ServeRenderer): void {
  if (schemes.registerBufferProtocol === undefined) {
    schemes.handle(scheme, async (request) => {
      const { statusCode: status, headers, data } = await serve(request);
      return new Response(new Uint8Array(data), { status, headers });
    });
    return;
  }
  schemes.registerBufferProtocol(scheme, (request, answer) => {
    serve(request).then(answer, () => answer({ error: failed }));
  });
}

function listFiles(directory: string, prefix: string): [string, string][] {
  // Entry by entry rather than `recursive`: the bundle may lie in an asar archive.
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    const name = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(path, name);
    return entry.isFile() ? [[name, path] as [string, string]] : [];
  });
}
