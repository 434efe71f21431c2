import { Inject, Injectable } from '@nestjs/common';
import type { BodyOf, Settings, updateSearchablePaths } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';
import { validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { SETTINGS } from '../tokens.js';
import { saveSearchablePaths } from './searchable-path-store.js';

@Injectable()
export class SearchablePathCommands {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'search'>) {}

  /** Runs inside the given transaction. */
  async update(sql: Sql, { organization_id }: Caller, { paths }: BodyOf<typeof updateSearchablePaths>) {
    const max = this.settings.search.pathsMax;
    if (paths.length > max) {
      throw validationFailed([{ field: 'paths', message: `expected at most ${String(max)} paths` }]);
    }
    await saveSearchablePaths(sql, organization_id, paths);
    return { body: { paths } };
  }
}
