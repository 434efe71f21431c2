import type { CallApi } from '../api-call.js';
import { version } from '../version.js';
import type { StdioOptions } from './options.js';

/** Longer than any call of the API takes: after it the gateway counts as not answering. */
const timeoutMs = 60_000;

/** Calls the API of a gateway elsewhere. */
export function callOverHttp({ url, key }: Pick<StdioOptions, 'url' | 'key'>): CallApi {
  return async ({ method, path, headers, body }, signal) => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, authorization: `Bearer ${key}`, 'user-agent': `postrider-mcp/${version}` },
      ...(body !== undefined && { body }),
      // Whoever redirects is not the gateway, and is to get no event data.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).catch((error: unknown) => {
      throw new Error(`${url}: ${reasonOf(error)}`, { cause: error });
    });
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after') ?? undefined,
      body: await answer.text(),
    };
  };
}

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
