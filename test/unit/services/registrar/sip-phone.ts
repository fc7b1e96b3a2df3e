import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setDefaultCACertificates } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Why nothing can register here, for tests that leave themselves out; null where Kamailio is. */
export const noRegistrar = existsSync('/usr/sbin/kamailio')
  ? null
  : 'kamailio is not on this machine; on Debian and Ubuntu `npm run setup` installs it';

/** A message as it came. */
export interface SipMessage {
  readonly startLine: string;
  /** 0 for a request. */
  readonly status: number;
  readonly text: string;
  /** The first header of a name, without the name. */
  header(name: string): string;
  headers(name: string): readonly string[];
}

/** Name and password as the service hands them out. */
export interface Credential {
  readonly username: string;
  readonly password: string;
}

/** What to send; without a credential nothing answers the challenge. */
export interface SipRequest {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly credential?: Credential;
  /** Further header lines. */
  readonly more?: readonly string[];
  readonly callId?: string;
}

/** A call as one of its sides knows it (RFC 3261 section 12). */
export interface Call {
  readonly ownHeader: string;
  readonly otherHeader: string;
  readonly callId: string;
  readonly target: string;
  readonly routes: readonly string[];
}

const targetOf = (message: SipMessage) => /<([^>]+)>/.exec(message.header('Contact'))?.[1] ?? '';

/** What the caller knows of a call from the answer that took it. */
export function callOfCaller(answer: SipMessage): Call {
  return {
    ownHeader: answer.header('From'),
    otherHeader: answer.header('To'),
    callId: answer.header('Call-ID'),
    target: targetOf(answer),
    routes: answer.headers('Record-Route').toReversed(),
  };
}

/** What the called one knows of it from the request and its own answer. */
export function callOfCalled(request: SipMessage, answer: SipMessage): Call {
  return {
    ownHeader: answer.header('To'),
    otherHeader: answer.header('From'),
    callId: answer.header('Call-ID'),
    target: targetOf(request),
    routes: request.headers('Record-Route'),
  };
}

/** A telephone that speaks SIP by hand. */
export interface SipPhone {
  readonly contact: string;
  /** Sends, answers a challenge once, and gives the final answer. */
  ask(request: SipRequest): Promise<SipMessage>;
  /** The next request that comes, for example `INVITE`. */
  next(method: string): Promise<SipMessage>;
  /** Answers a request; gives what it sent. */
  answer(request: SipMessage, status: number): SipMessage;
  /** Sends a request within a call, over the way that the call took; gives the final answer, null to an ACK. */
  within(call: Call, method: 'ACK' | 'BYE'): Promise<SipMessage | null>;
  /** Sends as it is. */
  send(text: string): void;
  /** All that came, oldest first. */
  readonly received: readonly SipMessage[];
  close(): void;
}

/** What the service makes: name and password of a credential for an address. */
export function credentialFor(secret: string, address: string, seconds: number): Credential {
  const username = `${Math.floor(Date.now() / 1_000) + seconds}:${address}`;
  return { username, password: createHmac('sha1', secret).update(username).digest('base64') };
}

function parseMessage(text: string): SipMessage {
  const lines = (text.split('\r\n\r\n')[0] ?? '').split('\r\n');
  const startLine = lines[0] ?? '';
  const headers = (name: string) =>
    lines
      .slice(1)
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim());
  return {
    startLine,
    status: startLine.startsWith('SIP/2.0 ') ? Number(startLine.split(' ')[1]) : 0,
    text,
    headers,
    header: (name) => headers(name)[0] ?? '',
  };
}

const random = () => randomBytes(6).toString('hex');
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The proof for a challenge: RFC 7616 with MD5 and `auth`, as the registrar asks. */
export function digest(
  challenge: string,
  { method, uri }: Pick<SipRequest, 'method' | 'uri'>,
  credential: Credential,
): string {
  const value = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const [realm, nonce, cnonce] = [value('realm'), value('nonce'), random()];
  const own = md5(`${credential.username}:${realm}:${credential.password}`);
  const response = md5(`${own}:${nonce}:00000001:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
  const name = `username="${credential.username}", realm="${realm}", nonce="${nonce}"`;
  const rest = `qop=auth, nc=00000001, cnonce="${cnonce}", algorithm=MD5`;
  return `Digest ${name}, uri="${uri}", response="${response}", ${rest}`;
}

interface Wire {
  /** As `Via` has it. */
  readonly transport: 'WSS' | 'UDP' | 'TCP';
  readonly host: string;
  readonly contact: string;
  send(text: string): void;
  listen(hear: (text: string) => void): void;
  close(): void;
}

function phoneOn(wire: Wire): SipPhone {
  const received: SipMessage[] = [];
  const waiting = new Set<() => void>();
  wire.listen((text) => {
    received.push(parseMessage(text));
    for (const look of waiting) look();
  });
  const taken = new Set<SipMessage>();
  function take(matches: (message: SipMessage) => boolean): Promise<SipMessage> {
    return new Promise((resolve) => {
      const look = () => {
        const found = received.find((message) => !taken.has(message) && matches(message));
        if (!found) return;
        taken.add(found);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }
  let count = 0;
  async function once(request: SipRequest, tag: string, callId: string, more: readonly string[]) {
    count += 1;
    const branch = `z9hG4bK${random()}`;
    const sequence = `${count} ${request.method}`;
    const lines = [
      `${request.method} ${request.uri} SIP/2.0`,
      `Via: SIP/2.0/${wire.transport} ${wire.host};branch=${branch};rport`,
      'Max-Forwards: 70',
      `From: <${request.from}>;tag=${tag}`,
      `To: <${request.to}>`,
      `Call-ID: ${callId}`,
      `CSeq: ${sequence}`,
      ...more,
      'Content-Length: 0',
    ];
    wire.send(`${lines.join('\r\n')}\r\n\r\n`);
    const reply = await take(
      ({ status, header }) =>
        status >= 200 && header('Via').includes(branch) && header('CSeq') === sequence,
    );
    if (request.method === 'INVITE' && reply.status >= 300) {
      const via = lines[1] ?? '';
      const ack = [`ACK ${request.uri} SIP/2.0`, via, 'Max-Forwards: 70', lines[3]];
      ack.push(`To: ${reply.header('To')}`, `Call-ID: ${callId}`, `CSeq: ${count} ACK`);
      wire.send(`${ack.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
    }
    return reply;
  }
  return {
    contact: wire.contact,
    received,
    send: wire.send,
    close: wire.close,
    next: (method) => take(({ startLine }) => startLine.startsWith(`${method} `)),
    async ask(request) {
      const [tag, callId] = [random(), request.callId ?? random()];
      const more = request.more ?? [];
      const first = await once(request, tag, callId, more);
      const { credential } = request;
      if ((first.status !== 401 && first.status !== 407) || !credential) return first;
      const [asked, answer] =
        first.status === 401
          ? ['WWW-Authenticate', 'Authorization']
          : ['Proxy-Authenticate', 'Proxy-Authorization'];
      const line = `${answer}: ${digest(first.header(asked), request, credential)}`;
      return once(request, tag, callId, [...more, line]);
    },
    answer(request, status) {
      const to = request.header('To');
      const lines = [
        `SIP/2.0 ${status} As the test says`,
        ...request.headers('Via').map((via) => `Via: ${via}`),
        ...request.headers('Record-Route').map((route) => `Record-Route: ${route}`),
        `From: ${request.header('From')}`,
        `To: ${to.includes(';tag=') ? to : `${to};tag=${random()}`}`,
        `Call-ID: ${request.header('Call-ID')}`,
        `CSeq: ${request.header('CSeq')}`,
        `Contact: <${wire.contact}>`,
        'Content-Length: 0',
      ];
      const text = `${lines.join('\r\n')}\r\n\r\n`;
      wire.send(text);
      return parseMessage(text);
    },
    async within(call, method) {
      if (method !== 'ACK') count += 1;
      const branch = `z9hG4bK${random()}`;
      const lines = [
        `${method} ${call.target} SIP/2.0`,
        `Via: SIP/2.0/${wire.transport} ${wire.host};branch=${branch};rport`,
        'Max-Forwards: 70',
        ...call.routes.map((route) => `Route: ${route}`),
        `From: ${call.ownHeader}`,
        `To: ${call.otherHeader}`,
        `Call-ID: ${call.callId}`,
        `CSeq: ${count} ${method}`,
        'Content-Length: 0',
      ];
      wire.send(`${lines.join('\r\n')}\r\n\r\n`);
      if (method === 'ACK') return null;
      return take(({ status, header }) => status >= 200 && header('Via').includes(branch));
    },
  };
}

/** A phone on a secure WebSocket (RFC 7118), as a page has it; rejects when the certificate is not trusted. */
export async function openWebPhone(url: string, authority?: string): Promise<SipPhone> {
  if (authority !== undefined) setDefaultCACertificates([authority]);
  const socket = new WebSocket(url, 'sip');
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    const fail = () => reject(new Error(`No WebSocket to ${url}`));
    socket.addEventListener('error', fail, { once: true });
  });
  const host = `${random()}.invalid`;
  const phone = phoneOn({
    transport: 'WSS',
    host,
    contact: `sip:${random()}@${host};transport=ws`,
    send: (text) => socket.send(text),
    listen: (hear) => socket.addEventListener('message', ({ data }) => hear(String(data))),
    close: () => socket.close(),
  });
  onTestFinished(() => phone.close());
  return phone;
}

/** A phone on UDP, for what does not come from a page. */
export async function openUdpPhone(port: number): Promise<SipPhone> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const host = `127.0.0.1:${socket.address().port}`;
  onTestFinished(() => void socket.close());
  return phoneOn({
    transport: 'UDP',
    host,
    contact: `sip:phone@${host}`,
    send: (text) => socket.send(text, port, '127.0.0.1'),
    listen: (hear) => socket.on('message', (bytes) => hear(bytes.toString())),
    close: () => undefined,
  });
}
