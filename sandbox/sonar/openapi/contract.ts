import { readFileSync } from 'node:fs';
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

/** Reads an OpenAPI 3.1 document from a file. */
export function readContract(file: URL): Contract {
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
