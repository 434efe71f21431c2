import { Initial1764000000000 } from './1764000000000-initial.js';
import { BulkOperations1764000001000 } from './1764000001000-bulk-operations.js';
import { KeyUses1764000002000 } from './1764000002000-key-uses.js';
import { EndpointLimits1764000003000 } from './1764000003000-endpoint-limits.js';
import { EventTypes1764000004000 } from './1764000004000-event-types.js';
import { ListIndexes1764000005000 } from './1764000005000-list-indexes.js';
import { Sessions1764000006000 } from './1764000006000-sessions.js';
import { DashboardLists1764000007000 } from './1764000007000-dashboard-lists.js';
import { Counters1764000008000 } from './1764000008000-counters.js';
import { BulkList1764000009000 } from './1764000009000-bulk-list.js';
import { PendingDeliveries1764000010000 } from './1764000010000-pending-deliveries.js';
import { Maintenance1764000011000 } from './1764000011000-maintenance.js';
import { WriteProbes1764000020000 } from './1764000020000-write-probes.js';
import { BackgroundTasks1764000033000 } from './1764000033000-background-tasks.js';
import { FanOuts1764000034000 } from './1764000034000-fan-outs.js';

/** Oldest first. */
export const migrations = [
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
