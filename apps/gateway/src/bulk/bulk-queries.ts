import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isId, type listBulkOperations, type QueryOf } from '@postrider/contracts';
import {
  bulkOperationTable,
  callDatabase,
  loadExportFiles,
  type BulkOperationRow,
  type Database,
  type ExportFileRow,
} from '@postrider/event-store';
import { Raw, Repository, type FindOptionsWhere } from 'typeorm';
import { findCustomerId } from '../customers/customer-store.js';
import { notFound } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { loadKeyNames } from '../keys/key-store.js';
import { findPage } from '../queries/find-page.js';
import { DATABASE } from '../tokens.js';
import { loadOwnersOfOperations } from './bulk-store.js';
import { bulkView, keysOf, type BulkExtras } from './bulk-view.js';

const isOfCustomer = (filter: string): string =>
  `(${filter}->>'customer_id' = :customer
    OR ${filter}->>'endpoint_id' IN (SELECT e.id FROM endpoints e WHERE e.customer_id = :customer))`;

@Injectable()
export class BulkQueries {
  constructor(
    @InjectRepository(bulkOperationTable) private readonly operations: Repository<BulkOperationRow>,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  async list({ organization_id, portal }: Caller, { status, customer, ...page }: QueryOf<typeof listBulkOperations>) {
    const ofCustomer =
      customer === undefined
        ? undefined
        : await findCustomerId(this.database, { organization_id, reference: customer });
    if (customer !== undefined && ofCustomer === undefined) return { data: [], next_cursor: null };
    const where: FindOptionsWhere<BulkOperationRow> = {
      organization_id,
      ...(status !== undefined && { status }),
      ...(ofCustomer !== undefined && { filter: Raw(isOfCustomer, { customer: ofCustomer }) }),
    };
    const { data, next_cursor } = await findPage(this.operations, where, { kind: 'bulkOperation', ...page });
    const extras = { ...(await this.#extras(data)), isPortal: portal !== undefined };
    return { data: data.map((row) => bulkView(row, extras)), next_cursor };
  }

  async get({ organization_id, portal }: Caller, id: string) {
    const row = isId('bulkOperation', id)
      ? await callDatabase(() => this.operations.findOneBy({ id, organization_id }))
      : null;
    if (!row) throw notFound.operation(id);
    return bulkView(row, { ...(await this.#extras([row])), isPortal: portal !== undefined });
  }

  async #extras(rows: readonly BulkOperationRow[]): Promise<Omit<BulkExtras, 'isPortal'>> {
    const [files, keyNames, owners] = await Promise.all([
      this.#files(rows),
      loadKeyNames(this.database, keysOf(rows)),
      loadOwnersOfOperations(this.database, rows),
    ]);
    return { files, keyNames, owners };
  }

  /** The files of exports among the operations. */
  async #files(rows: readonly BulkOperationRow[]): Promise<ReadonlyMap<string, ExportFileRow>> {
    const exports = rows.filter(({ kind }) => kind === 'export').map(({ id }) => id);
    return exports.length === 0 ? new Map() : loadExportFiles(this.database, exports);
  }
}
