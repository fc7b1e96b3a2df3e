import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { serveAccountPicker } from './account-picker.ts';
import { cookieName } from './engine-configuration.ts';
import { errorPage, renderPage, sendPage, withEditedForm } from './page.ts';
import type { Directory } from './people.ts';
import { type ProviderState, scriptedResponse, scriptedTokenError } from './provider-state.ts';
import type { ProviderStyle } from './provider-style.ts';

/** What requests to a stand-in are answered with. */
export interface RequestInput {
  readonly engine: Provider;
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly state: Readonly<ProviderState>;
  readonly origin: string;
  readonly clientId: string;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const grantTypes: Readonly<Record<string, string>> = {
  code: 'authorization_code',
  refresh: 'refresh_token',
};

/** Ends what the browser is signed in with here, at once and without a question, as the real pages do. */
async function signOutBrowser(
  { engine, style, origin }: RequestInput,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = cookieName(style, new URL(origin).port, 'session');
  const cookies = (request.headers.cookie ?? '').split('; ');
  const id = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  const session = id === undefined ? undefined : await engine.Session.find(id);
  await session?.destroy();
  const gone = 'Path=/; Max-Age=0; HttpOnly';
  response.setHeader('set-cookie', [`${name}=; ${gone}`, `${name}.sig=; ${gone}`]);
  const words = `<header><span class="brand">${style.title} (sandbox)</span>
<h1>You’re signed out</h1>
<p>of all ${style.title} accounts in this browser.</p></header>`;
  sendPage(response, 200, renderPage(style, `Signed out – ${style.title}`, words));
}

/** Lets the engine answer below `mount`; it finds the mount from `originalUrl`, as under any Node router. */
async function answerByEngine(
  input: RequestInput,
  request: IncomingMessage,
  response: ServerResponse,
  mount: string,
): Promise<void> {
  const { routes } = input.style;
  const url = request.url ?? '/';
  const path = url.slice(mount.length).split('?')[0];
  const isForm = request.method === 'POST' && (path === routes.token || path === routes.revocation);
  const { scripted } = input.state;
  let grantType: string | null = null;
  const engineRequest = isForm
    ? await withEditedForm(request, (form) => {
        grantType = form.get('grant_type');
        // A desktop client's secret is no secret: it may be sent and proves nothing (RFC 8252 section 8.5).
        form.delete('client_secret');
        if (path === routes.revocation && !form.has('client_id'))
          form.set('client_id', input.clientId);
      })
    : request;
  if (scripted !== null && path === routes.token && grantType === grantTypes[scripted.at]) {
    const { status = 400 } = scripted;
    return sendJson(response, status, scriptedTokenError(input.style, scripted));
  }
  Object.assign(engineRequest, { originalUrl: url, url: url.slice(mount.length) || '/', mount });
  await input.engine.callback()(engineRequest, response);
}

async function answer(
  input: RequestInput,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { style, directory, origin } = input;
  if (input.state.isDown) {
    return sendJson(response, 503, { error: 'temporarily_unavailable' });
  }
  const fullPath = (request.url ?? '/').split('?')[0] ?? '/';
  const mount = style.mountOf(fullPath, directory);
  if (mount === null) return sendJson(response, 404, { error: 'not_found' });
  const path = fullPath.slice(mount.length);
  const own = style.answer(request, path, mount, origin);
  if (own) return sendJson(response, own.status, own.body);
  const { scripted } = input.state;
  if (scripted?.at === 'response' && path === style.routes.authorization) {
    const asked = new URL(request.url ?? '/', origin).searchParams;
    const location = scriptedResponse(style, scripted, asked, origin);
    if (location !== null) return void response.writeHead(302, { location }).end();
  }
  if (path === style.signOutPath) return signOutBrowser(input, request, response);
  if (path.startsWith('/pick/')) return serveAccountPicker(input, request, response, mount);
  return answerByEngine(input, request, response, mount);
}

/** Answers every request to a stand-in; never rejects. */
export function createRequestHandler(input: RequestInput): RequestListener {
  return (request, response) => {
    answer(input, request, response).catch((cause: unknown) => {
      const out = { error: 'server_error', error_description: String(cause) };
      if (response.headersSent) {
        response.destroy();
      } else {
        sendPage(response, 500, errorPage(input.style, out));
      }
    });
  };
}
