import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { HostPool } from './host-pool.js';
import { Hosts } from './hosts.js';
import { migrations } from './migrations/migrations.js';
import type { Pooling } from './sql.js';
import { apiKeyTable } from './tables/api-key.table.js';
import { bulkOperationTable } from './tables/bulk-operation.table.js';
import { contactTable } from './tables/contact.table.js';
import { customerTable } from './tables/customer.table.js';
import { deliveryTable } from './tables/delivery.table.js';
import { endpointTable } from './tables/endpoint.table.js';
import { oauthGrantTable } from './tables/oauth-grant.table.js';
import { organizationTable } from './tables/organization.table.js';
import { portalSessionTable } from './tables/portal-session.table.js';
import { publishedEventTable } from './tables/published-event.table.js';

/**
 * A page of a list is fifty rows in different places. The planner overestimates random I/O: its default cost assumes
 * spinning disks. It then reads along an index with fewer of the filters, and may filter out hundreds of thousands of
 * rows.
 */
const cheapIndexes = 'random_page_cost=1.1';

/** For migrations and the queries of the management API. */
export function dataSourceOptions(
  options: { url: string; poolSize: number; timeoutMs: number } & Pick<Pooling, 'transactionPooling'>,
): Extract<DataSourceOptions, { type: 'postgres' }> {
  const hosts = Hosts.of(options.url);
  return {
    type: 'postgres',
    // By its name TypeORM would look for it among the installed packages.
    driver: { ...pg, Pool: HostPool },
    // TypeORM cannot parse a URL with several hosts. The pool knows all of them.
    url: hosts.url,
    entities: [
      organizationTable,
      apiKeyTable,
      contactTable,
      customerTable,
      endpointTable,
      deliveryTable,
      bulkOperationTable,
      oauthGrantTable,
      portalSessionTable,
      publishedEventTable,
    ],
    migrations,
    migrationsTableName: 'schema_migrations',
    poolSize: options.poolSize,
    connectTimeoutMS: options.timeoutMs,
    extra: {
      hosts,
      // The server ends a slow statement by the second limit; this one covers a frozen or unreachable server.
      query_timeout: options.timeoutMs + 1_000,
      keepAlive: true,
      // Behind a pooler these are settings of the role (docs/postgres.md).
      ...(!options.transactionPooling && {
        options: `-c ${cheapIndexes} -c statement_timeout=${String(options.timeoutMs)}`,
      }),
    },
    applicationName: 'postrider-queries',
    poolErrorHandler: () => undefined,
  };
}
