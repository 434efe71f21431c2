import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError } from './api-error.js';
import { newRequestId, requestIdHeader, withRequestId } from './request-id.js';
import { securityHeaders } from './security-headers.js';

/** Sends an error in the API's shape to a request that Node's HTTP parser refuses. Such a request has no route. */
export function respondToUnparsable(error: Error & { code?: string }, socket: Duplex): void {
  respondRaw(socket, toApiError(error.code));
  socket.destroy(error);
}

/** Writes an error response to a connection without a parsed request. */
export function respondRaw(socket: Duplex, { status, body, headers: own }: ApiError): void {
  if (!socket.writable) return;
  const id = newRequestId();
  const text = JSON.stringify(withRequestId(body, id));
  const headers = {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    [requestIdHeader]: id,
    ...securityHeaders,
    ...own,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write([`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`, ...lines, '', text].join('\r\n'));
}

function toApiError(code: string | undefined): ApiError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError('headers_too_large', 'the URL and headers of the request are too large');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError('request_timeout', 'the request did not arrive in time');
    default:
      return new ApiError('malformed_body', 'the request is not valid HTTP');
  }
}
