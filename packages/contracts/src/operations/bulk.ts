import { z } from 'zod';
import {
  Cursor,
  EventTypeName,
  FilterId,
  Instant,
  isRange,
  Limit,
  listLimits,
  Page,
  rangeError,
  Timestamp,
} from './common.js';
import { DeliveryStatus } from './deliveries.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const bulkKinds = ['replay', 'recover'] as const;
export type BulkKind = (typeof bulkKinds)[number];

const BulkStatus = z.enum(['running', 'completed', 'cancelled']);

/** How many deliveries can be named in one bulk replay: as many as a page of the list can have. */
const mostNamed = listLimits.max;

/** Work over many deliveries, done in the background. `processed` counts those dealt with, of `total`. */
export const BulkOperation = z
  .object({
    id: z.string(),
    kind: z.enum(bulkKinds),
    status: BulkStatus,
    total: z
      .int()
      .nullable()
      .describe(
        'How many matched when they were counted: deliveries, or events for a recovery. Null until they are; a completed operation has it.',
      ),
    processed: z.int().describe('How many of them it has dealt with.'),
    skipped: z
      .int()
      .describe('Of the processed: those that could not be replayed, since their endpoint is deleted or inactive.'),
    created_at: Timestamp,
    completed_at: Timestamp.nullable(),
  })
  .meta({ id: 'BulkOperation' });
export type BulkOperation = z.infer<typeof BulkOperation>;

const exampleReplay: BulkOperation = {
  id: exampleIds.replay,
  kind: 'replay',
  status: 'running',
  total: 1840,
  processed: 0,
  skipped: 0,
  created_at: '2026-11-23T13:54:12.414Z',
  completed_at: null,
};

const OperationParams = z.object({ operation_id: z.string().describe("The bulk operation's id (`blk_…`).") });

export const replayDeliveries = defineOperation({
  name: 'bulk_replay_webhook_deliveries',
  method: 'POST',
  path: '/manage/v1/webhooks/deliveries/replay',
  access: 'management',
  summary: 'Replay many deliveries',
  description:
    'Replays every delivery that the filter matches, oldest first, at a pace that leaves fresh deliveries theirs. Answers an operation that can be watched and cancelled.',
  body: z
    .strictObject({
      delivery_ids: z
        .array(FilterId)
        .min(1, 'expected at least one id')
        .max(mostNamed, `expected at most ${String(mostNamed)} ids`)
        .describe('These deliveries, as far as the other filters match them too.')
        .optional(),
      endpoint_id: FilterId.optional(),
      event_id: FilterId.optional(),
      status: DeliveryStatus.optional(),
      event_type: EventTypeName.optional(),
      since: Instant.optional(),
      until: Instant.describe('After `since`.').optional(),
    })
    .refine(isRange, rangeError)
    .refine((filter) => Object.keys(filter).length > 0, { error: 'expected at least one of the filters' })
    .meta({ minProperties: 1 }),
  status: 202,
  output: BulkOperation,
  errors: ['idempotency_key_reused'],
  examples: [
    {
      summary: "What failed during an hour's outage",
      body: {
        endpoint_id: exampleIds.endpoint,
        status: 'failed',
        since: '2026-11-23T08:00:00Z',
        until: '2026-11-23T09:00:00Z',
      },
      answer: exampleReplay,
    },
  ],
});

export const recoverEndpoint = defineOperation({
  name: 'recover_webhook_endpoint',
  method: 'POST',
  path: '/manage/v1/webhooks/endpoints/{endpoint_id}/recover',
  access: 'management',
  summary: 'Recover missed events',
  description:
    'Creates the deliveries that an endpoint missed while it was inactive or did not exist: of the events published in the time range, those that it subscribes to now and has no delivery of. Doing it twice creates nothing twice.',
  params: z.object({ endpoint_id: z.string() }),
  body: z
    .strictObject({ since: Instant, until: Instant.describe('After `since`.').optional() })
    .refine(isRange, rangeError),
  status: 202,
  output: BulkOperation,
  errors: ['webhook_endpoint_not_found', 'endpoint_inactive', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'Everything since this morning',
      params: { endpoint_id: exampleIds.endpoint },
      body: { since: '2026-11-23T06:00:00+01:00' },
      answer: {
        ...exampleReplay,
        id: exampleIds.recovery,
        kind: 'recover',
        total: 5210,
        created_at: '2026-11-23T13:55:42.825Z',
      },
    },
  ],
});

export const listBulkOperations = defineOperation({
  name: 'list_webhook_operations',
  method: 'GET',
  path: '/manage/v1/webhooks/operations',
  access: 'management',
  summary: 'List bulk operations',
  description: 'Bulk replays and recoveries, newest first.',
  query: z.strictObject({
    status: BulkStatus.optional(),
    limit: Limit,
    cursor: Cursor('bulkOperation').optional(),
  }),
  status: 200,
  output: Page(BulkOperation),
  examples: [
    {
      summary: 'Those that are under way',
      query: { status: 'running' },
      answer: { data: [], next_cursor: null },
    },
  ],
});

export const getBulkOperation = defineOperation({
  name: 'get_webhook_operation',
  method: 'GET',
  path: '/manage/v1/webhooks/operations/{operation_id}',
  access: 'management',
  summary: 'Get a bulk operation',
  description: 'How far a bulk replay or a recovery is.',
  params: OperationParams,
  status: 200,
  output: BulkOperation,
  errors: ['webhook_operation_not_found'],
  examples: [
    {
      summary: 'A replay that is done',
      params: { operation_id: exampleIds.replay },
      answer: {
        ...exampleReplay,
        status: 'completed',
        processed: 1840,
        skipped: 12,
        completed_at: '2026-11-23T13:54:31.007Z',
      },
    },
  ],
});

export const cancelBulkOperation = defineOperation({
  name: 'cancel_webhook_operation',
  method: 'POST',
  path: '/manage/v1/webhooks/operations/{operation_id}/cancel',
  access: 'management',
  summary: 'Cancel a bulk operation',
  description: 'Stops it before its next page. What it has already scheduled is sent.',
  params: OperationParams,
  status: 200,
  output: BulkOperation,
  errors: ['webhook_operation_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A replay that is stopped after 600 deliveries',
      params: { operation_id: exampleIds.replay },
      answer: {
        ...exampleReplay,
        status: 'cancelled',
        processed: 600,
        completed_at: '2026-11-23T13:54:17.650Z',
      },
    },
  ],
});
