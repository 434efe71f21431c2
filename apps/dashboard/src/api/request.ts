import { errorOfResponse, UnreachableError } from './api-error.js';
import { credential } from './credential.js';
import { parseJson } from './parse-json.js';

/** Values that are undefined, null or empty are left out. */
type Query = Readonly<Record<string, string | number | undefined | null>>;

export interface RequestOptions {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
}

const base = '/manage/v1/webhooks';

/** Path below the management API, each part escaped: `` path`/endpoints/${id}` ``. */
export function path(strings: TemplateStringsArray, ...parts: readonly string[]): string {
  return strings.reduce((text, string, index) => text + encodeURIComponent(parts[index - 1] ?? '') + string);
}

const withQuery = (url: string, query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? url : `${url}?${new URLSearchParams(given).toString()}`;
};

/**
 * Calls the management API with the page's credential; throws ApiError or UnreachableError. The response's type is the
 * caller's promise, from the contracts: `manage<OutputOf<typeof getEndpoint>>('GET', …)`.
 */
export const manage = <Output>(method: string, url: string, options: RequestOptions = {}): Promise<Output> =>
  send<Output>(method, base + url, options);

/** Calls a route outside the management API, such as /session. */
export async function send<Output>(method: string, url: string, options: RequestOptions = {}): Promise<Output> {
  const response = await fetchWithCredential(method, withQuery(url, options.query), options);
  const text = await response.text();
  if (!response.ok) throw errorOfResponse(response.status, text, response.headers.get('retry-after'));
  // 204, and nothing else, has no body.
  return (text === '' ? undefined : parseResponse(text)) as Output;
}

/** A call that is refused because its token has ended is repeated with a new one: nothing has come of it yet. */
async function fetchWithCredential(method: string, url: string, options: RequestOptions): Promise<Response> {
  const own = credential();
  const used = own?.token;
  const response = await fetchResponse(method, url, options);
  if (response.status !== 401 || own === undefined || !(await own.renew(used))) return response;
  return fetchResponse(method, url, options);
}

async function fetchResponse(method: string, url: string, { body, signal }: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-postrider-page': '1' };
  const own = credential();
  if (own?.token !== undefined) headers.authorization = `Bearer ${own.token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(url, {
      method,
      headers,
      credentials: own === undefined ? 'same-origin' : 'omit',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new UnreachableError('the server cannot be reached', { cause: error });
  }
}

function parseResponse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new UnreachableError('the response is not JSON', { cause: error });
  }
}
