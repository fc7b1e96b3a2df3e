import { IncomingMessage } from 'node:http';

const maxBytes = 56 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > maxBytes) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The fields of an urlencoded body; rejects above 56 kB. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request)).toString('utf8'));
}

/** A request like `request`, whose urlencoded body is what `edit` leaves of it. */
export async function withEditedForm(
  request: IncomingMessage,
  edit: (form: URLSearchParams) => void,
): Promise<IncomingMessage> {
  const form = await readForm(request);
  edit(form);
  const body = Buffer.from(form.toString());
  const edited = new IncomingMessage(request.socket);
  Object.assign(edited, {
    method: request.method,
    url: request.url,
    // Else its end would count as an abort and take the socket down.
    complete: true,
    headers: {
      ...request.headers,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    },
  });
  delete edited.headers['transfer-encoding'];
  edited.push(body);
  edited.push(null);
  return edited;
}
