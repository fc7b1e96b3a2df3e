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
