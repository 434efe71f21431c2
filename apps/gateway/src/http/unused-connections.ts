import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const intervalMs = 100;

/**
 * Closes connections without a request when the server stops. Clients may connect ahead of their calls, and Node's
 * server waits for such connections. Returns a function to call when the server begins to close.
 */
export function trackConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    // Repeated, because the server accepts new connections for a moment longer.
    setInterval(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, intervalMs).unref();
  };
}
