import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { processFamily } from '../../support/processes.ts';
import { readEnvironment } from './processes.ts';

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

/** A text to be searched, and what it is. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Every secret that stands in one of the places, as "field in place"; the value itself is not told. */
export function findSecrets(
  secrets: ReadonlyMap<string, string>,
  places: readonly Place[],
): readonly string[] {
  const found = new Set<string>();
  for (const { name, text } of places) {
    for (const [value, field] of secrets) {
      const spellings = [value, encodeURIComponent(value), Buffer.from(value).toString('base64')];
      if (spellings.some((spelling) => text.includes(spelling))) found.add(`${field} in ${name}`);
    }
  }
  return [...found];
}

/** The bytes of every file below a folder. */
export async function readFolder(folder: string): Promise<readonly Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      // A file that went away meanwhile holds nothing.
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      return { name: path.slice(folder.length), text: bytes.toString('latin1') };
    }),
  );
}

/** Arguments and environment of a process and all that it started. */
export async function readProcesses(pid: number): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const id of await processFamily(pid)) {
    // A process that ended meanwhile has neither.
    const text = await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '');
    const kind = /--type=([\w-]+)/.exec(text)?.[1] ?? 'main';
    places.push({ name: `arguments of a ${kind} process`, text });
    const environment = await readEnvironment(id);
    places.push({ name: `environment of a ${kind} process`, text: environment });
  }
  return places;
}

/** What the page shows, stores and remembers, and all strings in its memory. */
export async function readPage(page: Page): Promise<readonly Place[]> {
  const content = await page.content();
  const storage = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  );
  const client = await page.context().newCDPSession(page);
  let heap = '';
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    heap += chunk;
  });
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await client.detach();
  return [
    { name: 'the page', text: content },
    { name: 'the storage of the page', text: storage },
    { name: 'the memory of the page', text: heap },
  ];
}
