import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError, z } from 'zod';
import { UnknownPerson } from '../identity-providers/provider-control.ts';
import { type LoopbackServer, startLoopbackServer } from '../loopback-server.ts';
import { type ControlHook, NotStarted, type SandboxControl } from './control-hooks.ts';

const basePath = '/control';
const maxBodyBytes = 64 * 1024;
const maxListed = 1_000;

/** What the control server offers. */
export interface ControlInput {
  readonly hooks: readonly ControlHook[];
  readonly control: SandboxControl;
  /** The seeded Sonar accounts, for the list: the hooks want their ids. */
  readonly accounts: readonly { readonly id: string; readonly username: string }[];
}

/** A refusal with its HTTP status. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whether the request names this machine and this port, as only somebody who means this server does. */
function isOurHost(request: IncomingMessage): boolean {
  const port = request.socket.localPort;
  const { host } = request.headers;
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > maxBodyBytes) throw new Refused(413, 'the body is too large');
  }
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'the body is not JSON');
  }
}

async function answer(input: ControlInput, request: IncomingMessage): Promise<unknown> {
  const { hooks, control, accounts } = input;
  // A web page in the browser that the sandbox is tried with must not reach it: neither across origins nor under a name
  // of its own that it lets point to this machine (DNS rebinding), which sends no Origin with a GET.
  if (request.headers.origin !== undefined) throw new Refused(403, 'not for web pages');
  if (!isOurHost(request)) throw new Refused(403, 'not for other hosts');
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (request.method === 'GET' && path === basePath) {
    return {
      hooks: hooks.map(({ name, body, does }) => ({
        call: `POST ${basePath}/${name}`,
        body,
        does,
      })),
      people: [...(control.google?.listPeople() ?? []), ...(control.microsoft?.listPeople() ?? [])]
        .slice(0, maxListed)
        .map(({ key, email, disabled, interactionRequired }) => ({
          key,
          email,
          disabled,
          interactionRequired,
        })),
      accounts: accounts.slice(0, maxListed),
    };
  }
  const name = path.slice(basePath.length + 1);
  const found = hooks.find((hook) => path.startsWith(`${basePath}/`) && hook.name === name);
  if (!found) throw new Refused(404, `no such hook; GET ${basePath} lists them`);
  if (request.method !== 'POST') throw new Refused(405, 'POST is wanted');
  return await found.run(control, await readJson(request));
}

function statusOf(cause: unknown): number {
  if (cause instanceof Refused) return cause.status;
  if (cause instanceof ZodError) return 400;
  if (cause instanceof UnknownPerson) return 404;
  return cause instanceof NotStarted ? 409 : 422;
}

function messageOf(cause: unknown): string {
  if (cause instanceof ZodError) return z.prettifyError(cause);
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * The hooks as JSON over HTTP: `GET {control}` lists hooks, people and accounts, `POST {control}/NAME` runs one.
 * Answers 200 `{ "ok": true, "value" }`, or 4xx / 5xx `{ "ok": false, "error" }`.
 */
export async function startControlServer(
  port: number,
  input: ControlInput,
): Promise<LoopbackServer & { readonly url: string }> {
  const send = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(`${JSON.stringify(body)}\n`);
  };
  const server = await startLoopbackServer(port, (request, response) => {
    answer(input, request).then(
      (value) => send(response, 200, { ok: true, value }),
      (cause: unknown) => send(response, statusOf(cause), { ok: false, error: messageOf(cause) }),
    );
  });
  return { ...server, url: `${server.origin}${basePath}` };
}
