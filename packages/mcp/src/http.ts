import { createMcpHandler, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { CallApi } from './api-call.js';
import { createMcpServer } from './server.js';

interface McpHttpOptions {
  /** Returns a function that calls the API with the value of an `Authorization` header. */
  readonly callApiAs: (authorization: string) => CallApi;
  readonly readOnly: boolean;
  readonly onError: (error: Error) => void;
}

export interface McpHttp {
  /** Handles one request, whose body is parsed. Checks neither the key nor the origin. */
  handle: (request: Request, parsedBody: unknown) => Promise<Response>;
  close: () => Promise<void>;
}

/**
 * Streamable HTTP without sessions, for the protocol revisions with and without `initialize`. Subscriptions are off: the
 * list of tools is constant while a server runs, and an open response would delay its shutdown.
 */
export function mcpHttp({ callApiAs, readOnly, onError }: McpHttpOptions): McpHttp {
  const handler = createMcpHandler(
    ({ requestInfo }) =>
      createMcpServer({ readOnly, callApi: callApiAs(requestInfo?.headers.get('authorization') ?? '') }),
    { maxSubscriptions: 0, onerror: onError },
  );
  return {
    handle: async (request, parsedBody) =>
      Array.isArray(parsedBody) ? refuseBatch() : handler.fetch(request, { parsedBody }),
    close: () => handler.close(),
  };
}

/** A batch, which old protocol revisions allow, would start any number of calls at once. */
function refuseBatch(): Response {
  const error = {
    code: ProtocolErrorCode.InvalidRequest,
    message: 'expected a single message: batches are not supported',
  };
  return Response.json({ jsonrpc: '2.0', id: null, error }, { status: 400 });
}
