import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BulkOperation } from '@postrider/sdk';
import { Session } from '../session.js';
import { Interrupted, UsageError } from '../usage-error.js';
import { saveExport } from './export-file.js';

const operation: BulkOperation = {
  ...{ id: 'blk_1', kind: 'export', status: 'completed', total: 2, processed: 2, skipped: 0 },
  ...{ request: {}, actor: null, created_at: '2026-11-23T12:00:00.000Z', completed_at: '2026-11-23T12:00:01.000Z' },
  file: { format: 'csv', bytes: 100, next_cursor: null, expires_at: '2026-11-24T12:00:01.000Z' },
};
const completed = () => Promise.resolve(operation);
const running = new AbortController().signal;

let folder: string;
let path: string;
let server: Server;
let send: (response: ServerResponse) => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-file-'));
  path = join(folder, 'deliveries.csv');
  await writeFile(path, 'earlier');
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    send(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const session = (): Session => {
  const { port } = server.address() as AddressInfo;
  return new Session({ url: `http://127.0.0.1:${String(port)}`, key: 'mlx_mk_1', json: true });
};

describe('a download', () => {
  afterEach(async () => {
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['earlier', ['deliveries.csv']]);
  });

  it('that breaks off leaves the earlier file as it was', async () => {
    send = (response) => response.write('id\r\n', () => response.destroy());
    const saved = saveExport(session(), { output: path }, { signal: running, completed });
    await expect(saved).rejects.toMatchObject({ code: 'connection_failed' });
  });

  it('that is shorter than the server said leaves the earlier file as it was', async () => {
    send = (response) => response.end('id\r\n');
    const saved = saveExport(session(), { output: path }, { signal: running, completed });
    await expect(saved).rejects.toThrow('the file is incomplete: 4 of 100 bytes');
  });

  it('that is interrupted leaves the earlier file as it was', async () => {
    const controller = new AbortController();
    send = (response) =>
      response.write('id\r\n', () => {
        controller.abort();
      });
    const saved = saveExport(session(), { output: path }, { signal: controller.signal, completed });
    await expect(saved).rejects.toThrow(Interrupted);
  });

  it('to standard output takes no filter of jq', async () => {
    const filtered = new Session({ jq: '.id' });
    await expect(saveExport(filtered, {}, { signal: running, completed })).rejects.toThrow(UsageError);
  });
});
