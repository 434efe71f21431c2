import type { CallApi } from '../api-call.js';
import { version } from '@postrider/contracts';
import type { StdioOptions } from './options.js';

/** Longer than any call of the API takes. */
const timeoutMs = 60_000;

/** Calls the API of a remote gateway. */
export function callOverHttp({ url, key }: Pick<StdioOptions, 'url' | 'key'>): CallApi {
  return async ({ method, path, headers, body }, signal) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers, authorization: `Bearer ${key}`, 'user-agent': `postrider-mcp/${version}` },
      ...(body !== undefined && { body }),
      // The gateway never redirects, and no other server may get event data.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).catch((error: unknown) => {
      throw new Error(`${url}: ${reasonOf(error)}`, { cause: error });
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after') ?? undefined,
      body: await response.text(),
    };
  };
}

/** The cause of a `fetch` error has the reason. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
