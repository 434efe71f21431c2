import { DataSource, type DataSourceOptions } from 'typeorm';
import { Initial1764000000000 } from './migrations/1764000000000-initial.js';
import { BulkOperations1764000001000 } from './migrations/1764000001000-bulk-operations.js';
import { KeyUses1764000002000 } from './migrations/1764000002000-key-uses.js';
import { EndpointLimits1764000003000 } from './migrations/1764000003000-endpoint-limits.js';
import { EventTypes1764000004000 } from './migrations/1764000004000-event-types.js';
import { ListIndexes1764000005000 } from './migrations/1764000005000-list-indexes.js';
import { Sessions1764000006000 } from './migrations/1764000006000-sessions.js';
import { DashboardLists1764000007000 } from './migrations/1764000007000-dashboard-lists.js';
import { Counters1764000008000 } from './migrations/1764000008000-counters.js';
import { BulkList1764000009000 } from './migrations/1764000009000-bulk-list.js';
import { PendingDeliveries1764000010000 } from './migrations/1764000010000-pending-deliveries.js';
import { Maintenance1764000011000 } from './migrations/1764000011000-maintenance.js';
import { WriteProbes1764000020000 } from './migrations/1764000020000-write-probes.js';
import { BackgroundTasks1764000033000 } from './migrations/1764000033000-background-tasks.js';
import { FanOuts1764000034000 } from './migrations/1764000034000-fan-outs.js';
import { apiKeyTable } from './tables/api-key.table.js';
import { bulkOperationTable } from './tables/bulk-operation.table.js';
import { deliveryTable } from './tables/delivery.table.js';
import { endpointTable } from './tables/endpoint.table.js';
import { organizationTable } from './tables/organization.table.js';
import { publishedEventTable } from './tables/published-event.table.js';

/**
 * A page of a list is fifty rows in different places. The planner overestimates random I/O: its default cost assumes
 * spinning disks. It then reads along an index with fewer of the filters, and may filter out hundreds of thousands of
 * rows.
 */
const cheapIndexes = '-c random_page_cost=1.1';

/** Oldest first. */
const migrations = [
  Initial1764000000000,
  BulkOperations1764000001000,
  KeyUses1764000002000,
  EndpointLimits1764000003000,
  EventTypes1764000004000,
  ListIndexes1764000005000,
  Sessions1764000006000,
  DashboardLists1764000007000,
  Counters1764000008000,
  BulkList1764000009000,
  PendingDeliveries1764000010000,
  Maintenance1764000011000,
  WriteProbes1764000020000,
  BackgroundTasks1764000033000,
  FanOuts1764000034000,
];

/** As recorded in `schema_migrations`; each ends with its number. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/** For migrations and the queries of the management API. */
export function dataSourceOptions(options: {
  url: string;
  poolSize: number;
  timeoutMs: number;
}): Extract<DataSourceOptions, { type: 'postgres' }> {
  return {
    type: 'postgres',
    url: options.url,
    entities: [organizationTable, apiKeyTable, endpointTable, deliveryTable, bulkOperationTable, publishedEventTable],
    migrations,
    migrationsTableName: 'schema_migrations',
    poolSize: options.poolSize,
    connectTimeoutMS: options.timeoutMs,
    extra: {
      // The server ends a slow statement by the first limit; the second one covers a frozen or unreachable server.
      statement_timeout: options.timeoutMs,
      query_timeout: options.timeoutMs + 1_000,
      keepAlive: true,
      options: cheapIndexes,
    },
    applicationName: 'postrider-queries',
    poolErrorHandler: () => undefined,
  };
}

/** Applies the missing migrations and returns their names. Of several processes one runs them and the others wait. */
export async function migrate(url: string): Promise<string[]> {
  const minutes = 60_000;
  const dataSource = new DataSource(dataSourceOptions({ url, poolSize: 2, timeoutMs: 30 * minutes }));
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(7305000)');
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    return applied.map(({ name }) => name);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}
