/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** The methods that an operation of the document may have. */
export const methods = ['get', 'put', 'post', 'delete'] as const;

/** What a `$ref` of the document leads to; anything else as it is. */
export function resolve(document: Json, value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  const steps = value.$ref.slice(2).split('/');
  return steps.reduce<Json>((node, step) => asJson(node[step]), document);
}

/** A value as an object; what is none has no members. */
export function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Lines of the two interfaces that the generated module has for what is sent. */
export interface RequestTypes {
  readonly schemas: readonly string[];
  readonly operations: readonly string[];
}

/**
 * The types of what is sent to each operation. They are types only: nobody parses what the app itself has made.
 * `answered`: the schemas that have a parser, from which their type comes.
 */
export function generateRequestTypes(document: Json, answered: ReadonlySet<string>): RequestTypes {
  const components = asJson(asJson(document.components).schemas);
  const schemas = new Map<string, string>();

  function typeOf(schema: Json, place: string): string {
    if (typeof schema.$ref === 'string') return referTo(schema.$ref);
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (Array.isArray(schema.enum))
      return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
    switch (schema.type) {
      case 'string':
      case 'boolean':
        return schema.type;
      case 'integer':
        return 'number';
      case 'array':
        return `readonly (${typeOf(asJson(schema.items), place)})[]`;
      case 'object':
        return objectOf(schema, place);
      default:
        throw new Error(`${place} is of a type that no request has`);
    }
  }

  function referTo(pointer: string): string {
    const name = pointer.replace('#/components/schemas/', '');
    if (!answered.has(name) && !schemas.has(name)) {
      schemas.set(name, `  readonly ${name}: ${typeOf(asJson(components[name]), name)};`);
    }
    return `Wire['${name}']`;
  }

  function objectOf(schema: Json, place: string): string {
    const required = Array.isArray(schema.required) ? schema.required : [];
    const members = Object.entries(asJson(schema.properties)).map(([name, member]) =>
      memberOf(name, required.includes(name), typeOf(asJson(member), `${place}.${name}`)),
    );
    return `{ ${members.join(' ')} }`;
  }

  function parametersOf(operation: Json, kind: string): readonly string[] {
    const all = Array.isArray(operation.parameters) ? operation.parameters : [];
    const parameters = all
      .map((one) => resolve(document, asJson(one)))
      .filter((one) => one.in === kind);
    if (parameters.length === 0) return [];
    const members = parameters.map(({ name, required, schema }) =>
      memberOf(`'${String(name)}'`, required === true, typeOf(asJson(schema), String(name))),
    );
    const isNeeded = parameters.some(({ required }) => required === true);
    return [memberOf(kind, isNeeded, `{ ${members.join(' ')} }`)];
  }

  function bodyOf(operation: Json): readonly string[] {
    const json = asJson(asJson(asJson(operation.requestBody).content)['application/json']);
    if (json.schema === undefined) return [];
    return [memberOf('body', true, typeOf(asJson(json.schema), String(operation.operationId)))];
  }

  const operations = Object.entries(asJson(document.paths)).map(([path, item]) => {
    const rows = methods.flatMap((method) => {
      const operation = asJson(asJson(item)[method]);
      if (operation.operationId === undefined) return [];
      const isForAnybody = Array.isArray(operation.security) && operation.security.length === 0;
      const members = [
        ...parametersOf(operation, 'path'),
        ...parametersOf(operation, 'query'),
        ...parametersOf(operation, 'header'),
        ...bodyOf(operation),
        ...(isForAnybody ? [] : [memberOf('accessToken', true, 'string')]),
      ];
      return `${method}: { ${members.join(' ')} };`;
    });
    return `  readonly '${path}': { ${rows.join(' ')} };`;
  });
  return { schemas: [...schemas.values()], operations };
}

function memberOf(name: string, isRequired: boolean, type: string): string {
  return `readonly ${name}${isRequired ? '' : '?'}: ${type};`;
}
