import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface ReceivedRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  readonly rawBodyBuffer: Buffer;
  readonly receivedAt: Date;
}

export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const receivedAt = new Date();
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  const rawBodyBuffer = Buffer.concat(chunks);
  const { pathname, search } = new URL(message.url ?? '/', 'http://receiver');
  return {
    method: message.method ?? 'GET',
    path: pathname,
    search,
    headers: message.headers,
    rawBody: rawBodyBuffer.toString('utf8'),
    rawBodyBuffer,
    receivedAt,
  };
}
