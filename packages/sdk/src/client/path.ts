export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A path with each `${…}` encoded as one segment. Throws a TypeError for an id that would change the path. */
export function path(texts: TemplateStringsArray, ...ids: readonly string[]): string {
  return String.raw({ raw: texts }, ...ids.map(encodeId));
}

function encodeId(id: unknown): string {
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..') {
    throw new TypeError(`expected an id, got ${JSON.stringify(id)}`);
  }
  return encodeURIComponent(id);
}

/** `?a=1&b=2` from the defined values, or an empty string. */
export function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, String(value));
  }
  return params.size === 0 ? '' : `?${params.toString()}`;
}
