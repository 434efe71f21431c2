import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isId, type listBulkOperations, type QueryOf } from '@postrider/contracts';
import { bulkOperationTable, callDatabase, type BulkOperationRow } from '@postrider/event-store';
import { Repository } from 'typeorm';
import { notFound } from '../http/api-error.js';
import { findPage } from '../queries/find-page.js';
import { bulkView } from './bulk-view.js';

@Injectable()
export class BulkQueries {
  constructor(@InjectRepository(bulkOperationTable) private readonly operations: Repository<BulkOperationRow>) {}

  async list(organization_id: string, { status, ...page }: QueryOf<typeof listBulkOperations>) {
    const where = { organization_id, ...(status !== undefined && { status }) };
    const { data, next_cursor } = await findPage(this.operations, where, page);
    return { data: data.map(bulkView), next_cursor };
  }

  async get(organization_id: string, id: string) {
    const row = isId('bulkOperation', id)
      ? await callDatabase(() => this.operations.findOneBy({ id, organization_id }))
      : null;
    if (!row) throw notFound.operation(id);
    return bulkView(row);
  }
}
