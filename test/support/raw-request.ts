import { once } from 'node:events';
import { connect } from 'node:net';

import type { Answer } from './api.js';

export interface RawOptions {
  /** Says, behind the last byte, that no more will come. */
  readonly end?: boolean;
  /** The answer must be there after this long. */
  readonly timeoutMs?: number;
}

/** A stream of events does not end: what has come with its head is enough. */
const isEventStream = (answer: Buffer): boolean =>
  answer.toString('latin1').includes('content-type: text/event-stream');

/** Sends what no HTTP client would send, and reads until the server hangs up. */
export async function sendRaw(url: string, request: string | Buffer, options: RawOptions = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    if (isEventStream(Buffer.concat(chunks))) socket.destroy();
  });
  const reset = new Promise<void>((resolve) => {
    // A server may hang up on what it has not read to the end; its answer came before that.
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
    throw new Error(`no end of the answer after ${options.timeoutMs} ms`, { cause: error });
  } finally {
    socket.destroy();
  }
  return parse(Buffer.concat(chunks));
}

function parse(answer: Buffer): Answer {
  const end = answer.indexOf('\r\n\r\n');
  const head = answer.subarray(0, end === -1 ? answer.length : end).toString('latin1');
  const rest = end === -1 ? Buffer.alloc(0) : answer.subarray(end + 4);
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  // 100 Continue is followed by the answer itself.
  if (status >= 100 && status < 200) return parse(rest);
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const [name = '', ...value] = line.split(':');
      return [name, value.join(':').trim()];
    }),
  );
  // Behind it may stand an answer to what came behind the request.
  const length = Number(headers.get('content-length') ?? rest.length);
  return { status, headers, text: rest.subarray(0, length).toString() };
}
