import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { addAbortSignal, Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { loadExportFiles, readExportChunk, type Database, type ExportFileRow } from '@postrider/event-store';
import { exportName } from '../deliveries/export-name.js';
import { ApiError } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { BulkQueries } from './bulk-queries.js';

const decompress = promisify(gunzip);
/** A stopping gateway waits this long for clients that read slowly. */
const lingerMs = 2_000;

interface ExportFile extends ExportFileRow {
  name: string;
}

/** The files that export operations have written. Chunks are read from Postgres as fast as the client takes them. */
@Injectable()
export class ExportFiles {
  readonly #stopping = new AbortController();

  constructor(
    private readonly operations: BulkQueries,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: { lists: Pick<Settings['lists'], 'exportFileTimeoutMs'> },
  ) {}

  /** Throws ApiError unless the operation has a file. */
  async find(caller: Caller, id: string): Promise<ExportFile> {
    const { kind, status, request, created_at } = await this.operations.get(caller, id);
    const file = (await loadExportFiles(this.database, [id])).get(id);
    if (file && file.expires_at !== null) {
      // Without an end, the range ends where the operation began.
      return { ...file, name: exportName({ ...request, format: file.format }, new Date(created_at)) };
    }
    const reason =
      kind !== 'export'
        ? 'it is no export'
        : { running: 'it is still running', cancelled: 'it was cancelled', completed: 'it has expired' }[status];
    throw new ApiError('export_not_available', `webhook operation ${id} has no file: ${reason}`, {
      resource: 'webhook_operation',
      id,
    });
  }

  open({ operation_id, chunks }: ExportFileRow): Readable {
    const file = Readable.from(this.#contents(operation_id, chunks));
    const timeout = AbortSignal.timeout(this.settings.lists.exportFileTimeoutMs);
    return addAbortSignal(AbortSignal.any([timeout, this.#stopping.signal]), file);
  }

  /** Lets downloads end, and breaks off those that take longer: a server that closes waits for its responses. */
  stop(): void {
    setTimeout(() => {
      this.#stopping.abort();
    }, lingerMs).unref();
  }

  async *#contents(operationId: string, chunks: number): AsyncGenerator<Buffer, void> {
    for (let number = 0; number < chunks; number++) {
      const chunk = await readExportChunk(this.database, operationId, number);
      // The response has begun, so that it can only break off.
      if (!chunk) throw new Error(`the file of ${operationId} has expired during its download`);
      yield await decompress(chunk);
    }
  }
}
