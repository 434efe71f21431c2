import { connect } from 'node:net';
import { text as readAll } from 'node:stream/consumers';

import type { Answer } from './api.js';

/** Sends what no HTTP client would send, and reads until the server hangs up. */
export async function sendRaw(url: string, request: string): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  const [head = '', text = ''] = (await readAll(socket)).split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const [name = '', ...value] = line.split(':');
      return [name, value.join(':').trim()];
    }),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, text };
}
