import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const lookMs = 100;

/**
 * Clients connect ahead of their calls. For Node's server such a connection is not idle until its first request, so that
 * it would hold up the end. Answers what to call when the server is about to close.
 */
export function knowConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    // More than once: it takes a moment until the server refuses new ones.
    setInterval(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, lookMs).unref();
  };
}
