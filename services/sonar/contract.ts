import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** A schema or a reference to one, as JSON. */
type Json = Readonly<Record<string, unknown>>;

/** One documented parameter, references resolved. */
export interface ContractParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  /** JSON pointer of its schema in the document. */
  readonly pointer: string;
}

/** One documented response: content type → pointer of the schema, and the headers it must have. */
export interface ContractResponse {
  readonly content: ReadonlyMap<string, string>;
  readonly requiredHeaders: readonly string[];
}

/** One operation of the document. */
export interface ContractOperation {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As the document writes it, `/me/links/{linkId}`. */
  readonly path: string;
  readonly parameters: readonly ContractParameter[];
  /** Pointer of the JSON body's schema; null when there is no body. */
  readonly body: string | null;
  /** Status, or `default`. */
  readonly responses: ReadonlyMap<string, ContractResponse>;
}

/** The OpenAPI document as the service reads it. */
export interface Contract {
  readonly document: Json;
  readonly operations: readonly ContractOperation[];
}

const methods = ['get', 'post', 'put', 'delete'] as const;

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Follows `$ref`s inside the document; answers the value and its pointer. */
function resolve(document: Json, pointer: string): { value: Json; pointer: string } {
  const steps = pointer.slice(2).split('/');
  const value = steps.reduce<Json>(
    (node, step) => asJson(node[step.replaceAll('~1', '/').replaceAll('~0', '~')]),
    document,
  );
  return typeof value.$ref === 'string' ? resolve(document, value.$ref) : { value, pointer };
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function readParameters(document: Json, pointer: string): ContractParameter[] {
  const list = resolve(document, pointer).value;
  return Object.keys(list).map((index) => {
    const { value, pointer: found } = resolve(document, `${pointer}/${index}`);
    return {
      name: String(value.name),
      in: value.in as ContractParameter['in'],
      required: value.required === true,
      pointer: `${found}/schema`,
    };
  });
}

function readResponse(document: Json, pointer: string): ContractResponse {
  const { value, pointer: found } = resolve(document, pointer);
  const content = new Map(
    Object.keys(asJson(value.content)).map((type) => [
      type,
      `${found}/content/${escapeStep(type)}/schema`,
    ]),
  );
  const requiredHeaders = Object.keys(asJson(value.headers)).filter(
    (name) => resolve(document, `${found}/headers/${name}`).value.required === true,
  );
  return { content, requiredHeaders };
}

// A process of tests starts hundreds of services, and reading the document costs as much as all the rest of a start. It
// is read and compiled once for each process; nobody writes to it.
const contracts = new Map<string, Contract>();
const messageChecks = new WeakMap<Contract, MessageChecks>();

/** Reads an OpenAPI 3.1 document from a file, once. */
export function readContract(file: URL): Contract {
  const known = contracts.get(file.href);
  if (known !== undefined) return known;
  const contract = parseContract(file);
  contracts.set(file.href, contract);
  return contract;
}

function parseContract(file: URL): Contract {
  const document = asJson(parse(readFileSync(file, 'utf8')));
  const operations = Object.entries(asJson(document.paths)).flatMap(([path, item]) =>
    methods.flatMap((method): ContractOperation[] => {
      const operation = asJson(item)[method];
      if (operation === undefined) return [];
      const pointer = `#/paths/${escapeStep(path)}/${method}`;
      const hasBody = asJson(operation).requestBody !== undefined;
      return [
        {
          operationId: String(asJson(operation).operationId),
          method: method.toUpperCase() as ContractOperation['method'],
          path,
          parameters: readParameters(document, `${pointer}/parameters`),
          body: hasBody
            ? `${pointer}/requestBody/content/${escapeStep('application/json')}/schema`
            : null,
          responses: new Map(
            Object.keys(asJson(asJson(operation).responses)).map((status) => [
              status,
              readResponse(document, `${pointer}/responses/${status}`),
            ]),
          ),
        },
      ];
    }),
  );
  return { document, operations };
}

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

/** Compiles each schema of the document when it is first needed, once. */
export function createMessageChecks(contract: Contract): MessageChecks {
  const known = messageChecks.get(contract);
  if (known !== undefined) return known;
  const checks = compileMessageChecks(contract);
  messageChecks.set(contract, checks);
  return checks;
}

function compileMessageChecks(contract: Contract): MessageChecks {
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
