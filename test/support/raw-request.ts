import { once } from 'node:events';
import { connect } from 'node:net';

import type { ApiResponse } from './api.js';

export interface RawOptions {
  /** Ends the sending side after the last byte. */
  readonly end?: boolean;
  /** Time limit for the response. */
  readonly timeoutMs?: number;
}

/** Server-sent events do not end, so reading stops after the head of the response. */
const isEventStream = (response: Buffer): boolean =>
  response.toString('latin1').includes('content-type: text/event-stream');

/** Sends raw bytes and reads until the server closes the connection. */
export async function sendRaw(url: string, request: string | Buffer, options: RawOptions = {}): Promise<ApiResponse> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    if (isEventStream(Buffer.concat(chunks))) socket.destroy();
  });
  const reset = new Promise<void>((resolve) => {
    // The server may reset the connection before it has read everything. Its response came before.
    socket.on('error', () => {
      resolve();
    });
  });
  socket.write(request);
  if (options.end === true) socket.end();
  try {
    const signal = options.timeoutMs === undefined ? undefined : AbortSignal.timeout(options.timeoutMs);
    await Promise.race([once(socket, 'close', signal && { signal }), reset]);
  } catch (error) {
    throw new Error(`no complete response after ${options.timeoutMs} ms`, { cause: error });
  } finally {
    socket.destroy();
  }
  return parse(Buffer.concat(chunks));
}

function parse(response: Buffer): ApiResponse {
  const end = response.indexOf('\r\n\r\n');
  const head = response.subarray(0, end === -1 ? response.length : end).toString('latin1');
  const rest = end === -1 ? Buffer.alloc(0) : response.subarray(end + 4);
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  // The response follows 100 Continue.
  if (status >= 100 && status < 200) return parse(rest);
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const [name = '', ...value] = line.split(':');
      return [name, value.join(':').trim()];
    }),
  );
  // A response to further bytes may follow.
  const length = Number(headers.get('content-length') ?? rest.length);
  return { status, headers, text: rest.subarray(0, length).toString() };
}
