import type { DeliverySummary, ExportEnd, ExportFormat } from '@postrider/contracts';
import { csvLine } from './csv-line.js';

/** A delivery, and what its file says of its endpoint and of its last attempt. */
export interface ExportedDelivery {
  delivery: DeliverySummary;
  endpoint_name: string | null;
  endpoint_url: string;
  last_duration_ms: number | null;
}

interface Format {
  mediaType: string;
  head: string;
  line: (exported: ExportedDelivery) => string;
  /** The end of a file. Only a rest needs to be said in every format. */
  end: (end: ExportEnd['export']) => string;
}

const columns = [
  'id',
  'endpoint_id',
  'event_id',
  'event_type',
  'status',
  'test',
  'attempt_count',
  'response_status',
  'failure_reason',
  'created_at',
  'next_attempt_at',
  'completed_at',
] as const satisfies readonly (keyof DeliverySummary)[];

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

export const exportFormats: Readonly<Record<ExportFormat, Format>> = {
  ndjson: {
    mediaType: 'application/x-ndjson',
    head: '',
    line: ({ delivery }) => jsonLine(delivery),
    end: (end) => jsonLine({ export: end } satisfies ExportEnd),
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    head: csvLine([...columns, 'customer_uid', 'endpoint_name', 'endpoint_url', 'last_duration_ms']),
    line: ({ delivery, endpoint_name, endpoint_url, last_duration_ms }) =>
      csvLine([
        ...columns.map((column) => delivery[column]),
        delivery.customer?.uid ?? null,
        endpoint_name,
        endpoint_url,
        last_duration_ms,
      ]),
    end: ({ deliveries, next_cursor }) =>
      next_cursor === null
        ? ''
        : csvLine([`cut after ${String(deliveries)} deliveries: continue with cursor=${next_cursor}`]),
  },
};
