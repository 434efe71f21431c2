import { connect } from 'node:net';

const REPLY_MS = 2_000;

/** Whether a Redis server on loopback accepts this password and serves commands. */
export async function pingRedis(port: number, password: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  let reply = '';
  socket.setEncoding('utf8').setTimeout(REPLY_MS, () => {
    resolve(false);
  });
  socket.on('error', () => {
    resolve(false);
  });
  socket.on('close', () => {
    resolve(false);
  });
  socket.on('data', (chunk: string) => {
    reply += chunk;
    if (reply.split('\r\n').length > 2) resolve(reply === '+OK\r\n+PONG\r\n');
  });
  socket.write(command('AUTH', password) + command('PING'));
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

function command(...words: string[]): string {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}
