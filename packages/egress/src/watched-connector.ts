import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** The receiver sent more bytes than a response within the limits can take. */
class ResponseTooLarge extends Error {
  override name = 'ResponseTooLarge';
  readonly code = 'POSTRIDER_RESPONSE_TOO_LARGE';
}

/** The parser closed the connection after a 100 Continue or a change of protocol that the request did not ask for. */
class UnexpectedResponse extends Error {
  override name = 'UnexpectedResponse';
  readonly code = 'POSTRIDER_UNEXPECTED_RESPONSE';
}

/**
 * A reused connection ended before the first byte of a response: the receiver closed the idle connection while the request
 * was on its way. This says nothing about the endpoint.
 */
export class StaleConnection extends Error {
  override name = 'StaleConnection';
}

/** A more exact error for an error that a socket and its request share. */
const explanations = new WeakMap<object, Error>();

/** Returns the more exact error of the socket, if there is one. */
export function explained(error: unknown): unknown {
  return explanations.get(Object(error) as object) ?? error;
}

/**
 * Watches the sockets of a connector and limits the bytes of each response. The limits of the parser are not enough: it
 * skips spaces before a header's value, chunk extensions and informational responses without counting them, and may keep
 * the whole buffers in memory.
 */
export function watchedConnector(
  connect: buildConnector.connector,
  maxResponseBytes: number,
): buildConnector.connector {
  return (options, callback) => {
    connect(options, (...result) => {
      const [, socket] = result;
      if (socket) watch(socket, maxResponseBytes);
      callback(...result);
    });
  };
}

function watch(socket: Socket, maxResponseBytes: number): void {
  let hasResponded = false;
  /** `bytesWritten` and `bytesRead` of the last data. Requests do not overlap, so more bytes written mean a new request. */
  let written = 0;
  let read = 0;
  let readBefore = 0;
  socket.on('readable', () => {
    if (socket.readableLength === 0) return;
    if (socket.bytesWritten !== written) readBefore = read;
    written = socket.bytesWritten;
    read = socket.bytesRead;
    hasResponded = true;
    if (read - readBefore > maxResponseBytes) socket.destroy(new ResponseTooLarge());
  });
  socket.on('error', (error: Error & { code?: string }) => {
    if (hasResponded && socket.bytesWritten !== written) explanations.set(error, new StaleConnection());
    // A receiver and the parser close the connection with the same code, but only the receiver ends the stream.
    else if (error.code === 'UND_ERR_SOCKET' && !socket.readableEnded)
      explanations.set(error, new UnexpectedResponse());
  });
}
