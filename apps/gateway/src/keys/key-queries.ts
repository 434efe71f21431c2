import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { listKeys, QueryOf } from '@postrider/contracts';
import { apiKeyTable, type ApiKey } from '@postrider/event-store';
import { Repository } from 'typeorm';
import { findPage } from '../queries/find-page.js';
import { keyView } from './key-view.js';

@Injectable()
export class KeyQueries {
  constructor(@InjectRepository(apiKeyTable) private readonly keys: Repository<ApiKey>) {}

  async list(organization_id: string, query: QueryOf<typeof listKeys>) {
    const { data, next_cursor } = await findPage(this.keys, { organization_id }, { kind: 'apiKey', ...query });
    return { data: data.map(keyView), next_cursor };
  }
}
