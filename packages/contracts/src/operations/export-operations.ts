import * as z from 'zod';
import { BulkOperation, exampleReplay, OperationParams } from './bulk.js';
import { Cursor, isRange, rangeError } from './common.js';
import { deliveryFilters, DeliverySummary, exampleDelivery, ExportFormatField, searchFilters } from './deliveries.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const exampleExport: BulkOperation = {
  ...exampleReplay,
  id: exampleIds.export,
  kind: 'export',
  total: 184_020,
  request: { status: 'failed', since: '2026-11-01T00:00:00Z', format: 'csv' },
  created_at: '2026-11-23T13:57:17.080Z',
  file: { format: 'csv', bytes: 0, next_cursor: null, expires_at: null },
};

export const startExport = defineOperation('POST /manage/v1/webhooks/deliveries/export', {
  name: 'start_webhook_export',
  summary: 'Export many deliveries',
  description:
    'Writes the deliveries that match all filters to a file in the background, newest first. Returns a bulk operation, which you can poll and cancel. Its file can be downloaded once it is completed, for a limited time. A file is cut at a limit: another export with the same filters and the `cursor` has the rest. An organization has one running export at a time.',
  body: z
    .strictObject({
      ...deliveryFilters,
      ...searchFilters,
      format: ExportFormatField,
      cursor: Cursor('delivery')
        .describe('Continues behind a file that was cut: `next_cursor` of its `file`, or of its last line.')
        .optional(),
    })
    .refine(isRange, rangeError),
  status: 202,
  output: BulkOperation,
  errors: ['export_running', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'Failed deliveries of a month, for a spreadsheet',
      body: { status: 'failed', since: '2026-11-01T00:00:00Z', format: 'csv' },
      response: exampleExport,
    },
  ],
});

export const downloadExport = defineOperation('GET /manage/v1/webhooks/operations/{operation_id}/file', {
  name: 'download_webhook_export',
  summary: 'Download an export',
  description:
    'Returns the file of a completed export, in the format that it was started with. It has the lines of `export_webhook_deliveries`.',
  params: OperationParams,
  media: 'application/x-ndjson',
  textMedia: 'text/csv',
  output: DeliverySummary,
  errors: ['webhook_operation_not_found', 'export_not_available'],
  examples: [{ summary: 'A completed export', params: { operation_id: exampleIds.export }, response: exampleDelivery }],
});
