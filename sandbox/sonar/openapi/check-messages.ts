import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Contract, ContractOperation } from './contract.ts';

/** What a request brought, still unchecked; `body` undefined: none. */
export interface IncomingRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A response as it went over the wire. */
export interface OutgoingResponse {
  readonly status: number;
  /** Null: no content. */
  readonly contentType: string | null;
  /** Parsed JSON, or text; null with no content. */
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Holds messages against the document. Each function answers what is wrong, or null. */
export interface MessageChecks {
  request(operation: ContractOperation, request: IncomingRequest): string | null;
  response(operation: ContractOperation, response: OutgoingResponse): string | null;
}

const documentId = 'openapi';

/** Compiles each schema of the document when it is first needed. */
export function createMessageChecks(contract: Contract): MessageChecks {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(contract.document, documentId);
  const compiled = new Map<string, ValidateFunction>();

  function complaint(pointer: string, value: unknown, name: string): string | null {
    let validate = compiled.get(pointer);
    if (!validate) {
      validate = ajv.compile({ $ref: `${documentId}${encodeURI(pointer)}` });
      compiled.set(pointer, validate);
    }
    if (validate(value)) return null;
    const [error] = validate.errors ?? [];
    return `${name}${error?.instancePath ?? ''} ${error?.message ?? 'is wrong'}`;
  }

  function checkParameters(operation: ContractOperation, request: IncomingRequest): string | null {
    const places = { path: request.params, query: request.query, header: request.headers };
    for (const parameter of operation.parameters) {
      const key = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
      const value = places[parameter.in][key];
      const name = `${parameter.in} ${parameter.name}`;
      if (value === undefined && parameter.required) return `${name} is missing`;
      const wrong = value === undefined ? null : complaint(parameter.pointer, value, name);
      if (wrong) return wrong;
    }
    const known = operation.parameters.filter((entry) => entry.in === 'query');
    const unknown = Object.keys(request.query).find(
      (key) => !known.some(({ name }) => name === key),
    );
    return unknown === undefined ? null : `query ${unknown} is unknown`;
  }

  return {
    request(operation, request) {
      const wrong = checkParameters(operation, request);
      if (wrong) return wrong;
      if (operation.body === null)
        return request.body === undefined ? null : 'body is not expected';
      return request.body === undefined
        ? 'body is missing'
        : complaint(operation.body, request.body, 'body');
    },
    response(operation, { status, contentType, body, headers }) {
      const documented =
        operation.responses.get(String(status)) ??
        (status >= 500 ? operation.responses.get('default') : undefined);
      const name = `${operation.operationId} ${status}`;
      if (!documented) return `${name} is not documented`;
      const missing = documented.requiredHeaders.find(
        (header) => headers[header.toLowerCase()] === undefined,
      );
      if (missing) return `${name} has no ${missing}`;
      const type = contentType?.split(';')[0]?.trim() ?? null;
      if (type === null) return documented.content.size === 0 ? null : `${name} has no content`;
      const pointer = documented.content.get(type);
      return pointer ? complaint(pointer, body, name) : `${name} has undocumented ${type}`;
    },
  };
}
