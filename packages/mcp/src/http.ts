import { createMcpHandler, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { CallApi } from './api-call.js';
import { createMcpServer } from './server.js';

interface McpHttpOptions {
  /** How to call the API with what a request has in its `Authorization` header. */
  readonly callApiAs: (authorization: string) => CallApi;
  readonly readOnly: boolean;
  readonly onError: (error: Error) => void;
}

export interface McpHttp {
  /** Answers one request with its parsed body. It checks neither the key nor the origin. */
  answer: (request: Request, parsedBody: unknown) => Promise<Response>;
  close: () => Promise<void>;
}

/**
 * Streamable HTTP without sessions, in the protocol's revisions with and without `initialize`. There are no
 * subscriptions: the list of tools stays as it is while a server runs, and an open stream would hold up its end.
 */
export function mcpHttp({ callApiAs, readOnly, onError }: McpHttpOptions): McpHttp {
  const handler = createMcpHandler(
    ({ requestInfo }) =>
      createMcpServer({ readOnly, callApi: callApiAs(requestInfo?.headers.get('authorization') ?? '') }),
    { maxSubscriptions: 0, onerror: onError },
  );
  return {
    answer: async (request, parsedBody) =>
      Array.isArray(parsedBody) ? refuseBatch() : handler.fetch(request, { parsedBody }),
    close: () => handler.close(),
  };
}

/** Batches, which the protocol once had, would be any number of calls at the same time. */
function refuseBatch(): Response {
  const error = { code: ProtocolErrorCode.InvalidRequest, message: 'expected one message: there are no batches' };
  return Response.json({ jsonrpc: '2.0', id: null, error }, { status: 400 });
}
