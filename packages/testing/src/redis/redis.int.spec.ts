import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { LocalServer } from '../local-server.js';
import { isAlive } from '../processes/leftover.js';
import { findRedis } from './find-redis.js';
import { startRedis } from './start-redis.js';

const password = 'a "pass\\word"';
const running: LocalServer[] = [];
let dir: string;

async function start(options: { persistent?: boolean } = {}): Promise<LocalServer> {
  const server = await startRedis({ dir, password, ...options });
  running.push(server);
  return server;
}

/** Sends inline commands and returns the raw replies. */
async function send(server: LocalServer, ...commands: string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.end([...commands, 'QUIT'].map((command) => `${command}\r\n`).join(''));
  return text(socket);
}

const AUTH = String.raw`AUTH "a \"pass\\word\""`;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "postrider rädis's "));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(dir, { recursive: true, force: true });
});

describe('findRedis', () => {
  it('finds a program with the name of a server', async () => {
    const program = await findRedis();
    expect(program?.calledAs).toMatch(/^(redis|valkey)-server$/);
  });
});

describe('startRedis', () => {
  it('requires its password, and evicts nothing', async () => {
    const server = await start();

    expect(await send(server, 'PING')).toMatch(/^-NOAUTH/);
    expect(await send(server, 'AUTH wrong')).toMatch(/^-WRONGPASS/);
    const replies = await send(server, AUTH, 'CONFIG GET maxmemory-policy', 'CONFIG GET bind');
    expect(replies).toMatch(/^\+OK/);
    expect(replies).toContain('noeviction');
    expect(replies).toContain('127.0.0.1');
    expect(new URL(server.url).port).toBe(String(server.port));
    expect(decodeURIComponent(new URL(server.url).password)).toBe(password);
  });

  it('keeps its data when persistent', async () => {
    const first = await start({ persistent: true });
    expect(await send(first, AUTH, 'SET kept 42')).toBe('+OK\r\n+OK\r\n+OK\r\n');
    await first.stop();
    expect(await isAlive(first.pid)).toBe(false);

    const second = await start({ persistent: true });
    expect(await send(second, AUTH, 'GET kept')).toContain('\r\n42\r\n');
  });

  it('loses its data otherwise', async () => {
    const first = await start();
    await send(first, AUTH, 'SET kept 42');
    await first.stop();

    const second = await start();
    expect(await send(second, AUTH, 'GET kept')).toContain('$-1\r\n');
  });

  it('replaces a server of an earlier run in the same folder', async () => {
    const leftover = await start({ persistent: true });
    await send(leftover, AUTH, 'SET kept 42');
    const server = await start({ persistent: true });

    expect(await isAlive(leftover.pid)).toBe(false);
    expect(await send(server, AUTH, 'GET kept')).toContain('\r\n42\r\n');
  });

  it('does not stop another process with the pid of an earlier server', async () => {
    await writeFile(join(dir, 'redis.pid'), `${process.pid}\n`);
    const server = await start();
    expect(await send(server, AUTH, 'PING')).toContain('+PONG');
  });

  it('throws the output of a Redis that does not start', async () => {
    await expect(startRedis({ dir, settings: { 'no-such-setting': 1 } })).rejects.toThrow(
      /Redis ended[^]*no-such-setting/,
    );
  });
});
