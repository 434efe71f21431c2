export type JsonSchema = boolean | JsonObject;
export type JsonObject = Readonly<Record<string, unknown>>;

/** Keywords with one schema, a list of schemas, and schemas by name. */
const single = new Set([
  ...['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['not', 'if', 'then', 'else'],
]);
const listed = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const named = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the keyword's value with each schema in it replaced, or undefined for a keyword without schemas. */
export function mapSubschemas(
  keyword: string,
  value: unknown,
  map: (schema: unknown, ...path: string[]) => unknown,
): unknown {
  if (single.has(keyword)) return map(value, keyword);
  if (listed.has(keyword) && Array.isArray(value)) return value.map((each, i) => map(each, keyword, String(i)));
  if (named.has(keyword) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, map(each, keyword, name)]));
  }
  return undefined;
}
