import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from './api-error.js';
import { securityHeaders } from './security-headers.js';

/** What Node's HTTP parser refuses reaches no route; it is answered in the API's shape all the same. */
export function answerUnparsable(error: Error & { code?: string }, socket: Socket): void {
  if (socket.writable) {
    const { status, body } = toApiError(error.code);
    const text = JSON.stringify(body);
    const headers = {
      connection: 'close',
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...securityHeaders,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', text].join('\r\n'));
  }
  socket.destroy(error);
}

function toApiError(code: string | undefined): ApiError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError('headers_too_large', 'the URL and the headers of the request are too large');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError('request_timeout', 'the request did not arrive in time');
    default:
      return new ApiError('malformed_body', 'the request is not valid HTTP');
  }
}
