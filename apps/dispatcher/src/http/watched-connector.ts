import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** The receiver sent more than an answer that is read to its end can take. */
class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge';
  readonly code = 'POSTRIDER_ANSWER_TOO_LARGE';
}

/** The parser hung up: upon 100 Continue, or a change of protocol, that nothing asked for. */
class UnexpectedAnswer extends Error {
  override name = 'UnexpectedAnswer';
  readonly code = 'POSTRIDER_UNEXPECTED_ANSWER';
}

/**
 * A connection that had answered an earlier request ended before a byte of an answer to this one: the receiver closed it
 * while it was idle, and the request crossed with that. It tells nothing about the endpoint.
 */
export class StaleConnection extends Error {
  override name = 'StaleConnection';
}

/** Errors are shared between a socket and the request that it fails; what the socket knows besides is kept here. */
const explanations = new WeakMap<object, Error>();

/** The error itself, or what its socket knows better. */
export function explained(error: unknown): unknown {
  return explanations.get(Object(error) as object) ?? error;
}

/**
 * Watches the sockets that a connector makes. Their answers are counted in bytes of the wire, since the limits of the
 * parser do not see what it skips (spaces before a header's value, extensions of chunks, informational answers) while it
 * may hold the whole buffers in between.
 */
export function watchedConnector(connect: buildConnector.connector, maxAnswerBytes: number): buildConnector.connector {
  return (options, callback) => {
    connect(options, (...result) => {
      const [, socket] = result;
      if (socket) watch(socket, maxAnswerBytes);
      callback(...result);
    });
  };
}

function watch(socket: Socket, maxAnswerBytes: number): void {
  let hasAnswered = false;
  /** Of `bytesWritten` and `bytesRead`, when data came last; requests do not overlap, so more written is the next one. */
  let written = 0;
  let read = 0;
  let readBefore = 0;
  socket.on('readable', () => {
    if (socket.readableLength === 0) return;
    if (socket.bytesWritten !== written) readBefore = read;
    written = socket.bytesWritten;
    read = socket.bytesRead;
    hasAnswered = true;
    if (read - readBefore > maxAnswerBytes) socket.destroy(new AnswerTooLarge());
  });
  socket.on('error', (error: Error & { code?: string }) => {
    if (hasAnswered && socket.bytesWritten !== written) explanations.set(error, new StaleConnection());
    // One code for a receiver that hangs up and for a parser that does; only the first has ended the stream.
    else if (error.code === 'UND_ERR_SOCKET' && !socket.readableEnded) explanations.set(error, new UnexpectedAnswer());
  });
}
