import * as z from 'zod';
import {
  createdRange,
  Cursor,
  FilterId,
  Instant,
  isRange,
  Limit,
  listLimits,
  Page,
  rangeError,
  Timestamp,
} from './common.js';
import { CallActor } from './call-actor.js';
import { CustomerReference, OwnerCustomer } from './customer-reference.js';
import { deliveryFilters, DeliveryStatus, exportFormats, listFilters, searchFilters } from './deliveries.js';
import { exampleIds } from './example-ids.js';
import { defineOperation, type OutputOf } from './operation.js';

export const bulkKinds = ['replay', 'recover', 'export'] as const;
export type BulkKind = (typeof bulkKinds)[number];

const BulkStatus = z.enum(['running', 'completed', 'cancelled']);

/** Maximum number of delivery ids in one bulk replay: the size of the largest page of the list. */
const mostNamed = listLimits.max;

const BulkRequest = z.object({
  customer: z.string().optional(),
  endpoint_id: z.string().optional(),
  event_id: z.string().optional(),
  status: DeliveryStatus.optional(),
  event_type: z.string().optional(),
  since: Instant.optional(),
  until: Instant.optional(),
  named_deliveries: z.int().optional().describe('Number of deliveries in `delivery_ids`.'),
  ...searchFilters,
  format: z.enum(exportFormats).optional(),
  cursor: z.string().optional().describe('Of an export that continues behind a file that was cut.'),
});
export type BulkRequest = z.infer<typeof BulkRequest>;

export const ExportFile = z
  .object({
    format: z.enum(exportFormats),
    bytes: z.int().describe('Size of the file, so far while the operation is running.'),
    next_cursor: z
      .string()
      .nullable()
      .describe('Set if the file was cut at a limit: `cursor` of another export, with the same filters, of the rest.'),
    expires_at: Timestamp.nullable().describe(
      'When the file is deleted; null while the operation is running. It can be downloaded until then.',
    ),
  })
  .meta({ id: 'ExportFile' });
export type ExportFile = z.infer<typeof ExportFile>;

/** A bulk replay, a recovery or an export, which runs in the background. `processed` counts up to `total`. */
export const BulkOperation = z
  .object({
    id: z.string(),
    kind: z.enum(bulkKinds),
    status: BulkStatus,
    total: z
      .int()
      .nullable()
      .describe(
        'Number of matching deliveries (of a replay or an export) or events (of a recovery). Null until they are counted; set once the operation is completed, except for an export that was cut before its deliveries were counted.',
      ),
    processed: z.int().describe('Number of deliveries or events processed so far.'),
    skipped: z
      .int()
      .describe('Number of processed deliveries that were not replayed because their endpoint is deleted or inactive.'),
    request: BulkRequest.nullable().describe(
      'The filters of the request that started it. Null if an earlier release started it.',
    ),
    actor: CallActor.nullable().describe(
      'Who started it; null if an earlier release did, and for a customer if it was not the customer.',
    ),
    customer: OwnerCustomer.optional().describe(
      'The customer that the filter names, or that the endpoint of the filter belongs to; absent without one.',
    ),
    created_at: Timestamp,
    completed_at: Timestamp.nullable(),
    file: ExportFile.optional().describe(
      'The file of an export. Absent in other operations, and once the file is deleted.',
    ),
  })
  .meta({ id: 'BulkOperation' });
export type BulkOperation = z.infer<typeof BulkOperation>;

export const exampleReplay: BulkOperation = {
  id: exampleIds.replay,
  kind: 'replay',
  status: 'running',
  total: 1840,
  processed: 0,
  skipped: 0,
  request: {
    endpoint_id: exampleIds.endpoint,
    status: 'failed',
    since: '2026-11-23T08:00:00Z',
    until: '2026-11-23T09:00:00Z',
  },
  actor: { via: 'dashboard', key_id: exampleIds.apiKey, key_name: 'Ops' },
  created_at: '2026-11-23T13:54:12.414Z',
  completed_at: null,
};

export const OperationParams = z.object({ operation_id: z.string().describe('Id of the bulk operation (`blk_…`).') });

export const replayDeliveries = defineOperation('POST /manage/v1/webhooks/deliveries/replay', {
  name: 'bulk_replay_webhook_deliveries',
  portal: 'replay',
  summary: 'Replay many deliveries',
  description:
    'Replays every delivery that matches all filters, oldest first, in the background and without delaying new deliveries. Returns a bulk operation, which you can poll and cancel.',
  body: z
    .strictObject({
      delivery_ids: z
        .array(FilterId)
        .min(1, 'expected at least one id')
        .max(mostNamed, `expected at most ${String(mostNamed)} ids`)
        .describe('Ids of deliveries. Combines with the other filters.')
        .optional(),
      ...deliveryFilters,
      ...searchFilters,
    })
    .refine(isRange, rangeError)
    .refine((filter) => Object.keys(filter).length > 0, { error: 'expected at least one of the filters' })
    .meta({ minProperties: 1 }),
  status: 202,
  output: BulkOperation,
  errors: ['idempotency_key_reused'],
  examples: [
    {
      summary: 'Deliveries that failed during an outage',
      body: {
        endpoint_id: exampleIds.endpoint,
        status: 'failed',
        since: '2026-11-23T08:00:00Z',
        until: '2026-11-23T09:00:00Z',
      },
      response: exampleReplay,
    },
    {
      summary: 'Deliveries of all endpoints whose last response was 503',
      body: { status: 'failed', response_status: 503, since: '2026-11-23T08:00:00Z' },
      response: {
        ...exampleReplay,
        request: { status: 'failed', response_status: 503, since: '2026-11-23T08:00:00Z' },
      },
    },
  ],
});

export const countDeliveries = defineOperation('GET /manage/v1/webhooks/deliveries/count', {
  name: 'count_webhook_deliveries',
  portal: 'view',
  summary: 'Count deliveries',
  description:
    'Returns the number of deliveries that match all filters, and how many of them a bulk replay would skip. Counts up to a limit: see `complete`.',
  query: z.strictObject(listFilters).refine(isRange, rangeError),
  output: z
    .object({
      count: z.int().describe('Number of matching deliveries.'),
      complete: z.boolean().describe('Whether all were counted. False if the limit was reached.'),
      pending: z.int(),
      delivered: z.int(),
      failed: z.int(),
      of_inactive_endpoints: z
        .int()
        .describe('Number of deliveries whose endpoint is inactive. A bulk replay skips them.'),
      of_deleted_endpoints: z
        .int()
        .describe('Number of deliveries whose endpoint is deleted. A bulk replay skips them.'),
      inactive_endpoint_ids: z.array(z.string()).describe('Ids of the inactive endpoints, up to a limit.'),
    })
    .meta({ id: 'DeliveryCount' }),
  examples: [
    {
      summary: 'Failed deliveries, some of them of an endpoint that was deactivated',
      query: { status: 'failed' },
      response: {
        count: 113,
        complete: true,
        pending: 0,
        delivered: 0,
        failed: 113,
        of_inactive_endpoints: 42,
        of_deleted_endpoints: 0,
        inactive_endpoint_ids: [exampleIds.endpoint],
      },
    },
  ],
});
export type DeliveryCount = OutputOf<typeof countDeliveries>;

export const countMissedEvents = defineOperation('GET /manage/v1/webhooks/endpoints/{endpoint_id}/missed-events', {
  name: 'count_missed_webhook_events',
  portal: 'view',
  summary: 'Count missed events',
  description:
    'Returns how many events of a time range a recovery would deliver to the endpoint. Reads events up to a limit, oldest first: see `complete`.',
  params: z.object({ endpoint_id: z.string().describe('Id of the endpoint (`whe_…`).') }),
  query: z
    .strictObject({
      since: Instant,
      until: Instant.describe('Only events published before this time. Must be after `since`.').optional(),
    })
    .refine(isRange, rangeError),
  output: z
    .object({
      events: z.int().describe('Number of events in the range that the endpoint subscribes to, without test events.'),
      missed: z.int().describe('Number of those that the endpoint has no delivery of.'),
      complete: z.boolean().describe('Whether all were counted. False if the limit was reached.'),
    })
    .meta({ id: 'MissedEventCount' }),
  errors: ['webhook_endpoint_not_found'],
  examples: [
    {
      summary: 'Since this morning',
      params: { endpoint_id: exampleIds.endpoint },
      query: { since: '2026-11-23T06:00:00+01:00' },
      response: { events: 5210, missed: 87, complete: true },
    },
  ],
});
export type MissedEventCount = OutputOf<typeof countMissedEvents>;

export const recoverEndpoint = defineOperation('POST /manage/v1/webhooks/endpoints/{endpoint_id}/recover', {
  name: 'recover_webhook_endpoint',
  portal: 'replay',
  summary: 'Recover missed events',
  description:
    'Creates the deliveries that an endpoint missed while it was inactive or did not exist. It covers the events published in the time range that match the current subscriptions and have no delivery to the endpoint yet. A second call creates no duplicates.',
  params: z.object({ endpoint_id: z.string().describe('Id of the endpoint (`whe_…`).') }),
  body: z
    .strictObject({
      since: Instant,
      until: Instant.describe('Only events published before this time. Must be after `since`.').optional(),
    })
    .refine(isRange, rangeError),
  status: 202,
  output: BulkOperation,
  errors: ['webhook_endpoint_not_found', 'endpoint_inactive', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'All missed events since this morning',
      params: { endpoint_id: exampleIds.endpoint },
      body: { since: '2026-11-23T06:00:00+01:00' },
      response: {
        ...exampleReplay,
        id: exampleIds.recovery,
        kind: 'recover',
        total: 5210,
        request: { endpoint_id: exampleIds.endpoint, since: '2026-11-23T06:00:00+01:00' },
        created_at: '2026-11-23T13:55:42.825Z',
      },
    },
  ],
});

export const listBulkOperations = defineOperation('GET /manage/v1/webhooks/operations', {
  name: 'list_webhook_operations',
  summary: 'List bulk operations',
  description: 'Returns bulk replays, recoveries and exports, newest first.',
  query: z
    .strictObject({
      status: BulkStatus.optional(),
      customer: CustomerReference.describe(
        'Only operations of this customer or of one of its endpoints: `cus_…`, or your own `uid`.',
      ).optional(),
      ...createdRange,
      limit: Limit,
      cursor: Cursor('bulkOperation').optional(),
    })
    .refine(isRange, rangeError),
  output: Page(BulkOperation),
  examples: [
    { summary: 'Running operations', query: { status: 'running' }, response: { data: [], next_cursor: null } },
  ],
});

export const getBulkOperation = defineOperation('GET /manage/v1/webhooks/operations/{operation_id}', {
  name: 'get_webhook_operation',
  portal: 'view',
  summary: 'Get a bulk operation',
  description: 'Returns a bulk operation with its progress.',
  params: OperationParams,
  output: BulkOperation,
  errors: ['webhook_operation_not_found'],
  examples: [
    {
      summary: 'A completed replay',
      params: { operation_id: exampleIds.replay },
      response: {
        ...exampleReplay,
        status: 'completed',
        processed: 1840,
        skipped: 12,
        completed_at: '2026-11-23T13:54:31.007Z',
      },
    },
  ],
});

export const cancelBulkOperation = defineOperation('POST /manage/v1/webhooks/operations/{operation_id}/cancel', {
  name: 'cancel_webhook_operation',
  portal: 'replay',
  summary: 'Cancel a bulk operation',
  description:
    'Stops a bulk operation before its next page. Deliveries that are already scheduled are still sent. The file of an export is deleted.',
  params: OperationParams,
  output: BulkOperation,
  errors: ['webhook_operation_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A replay that is cancelled after 600 deliveries',
      params: { operation_id: exampleIds.replay },
      response: {
        ...exampleReplay,
        status: 'cancelled',
        processed: 600,
        completed_at: '2026-11-23T13:54:17.650Z',
      },
    },
  ],
});
