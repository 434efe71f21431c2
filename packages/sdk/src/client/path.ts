export type Query = Readonly<Record<string, string | number | undefined>>;

/** A path of which each `${…}` is one part, encoded. Throws a TypeError for an id that would lead elsewhere. */
export function path(texts: TemplateStringsArray, ...ids: readonly string[]): string {
  return String.raw({ raw: texts }, ...ids.map(encodeId));
}

function encodeId(id: unknown): string {
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..') {
    throw new TypeError(`expected an id, got ${JSON.stringify(id)}`);
  }
  return encodeURIComponent(id);
}

/** `?a=1&b=2` of what is not undefined; empty where nothing is. */
export function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, String(value));
  }
  return params.size === 0 ? '' : `?${params.toString()}`;
}
