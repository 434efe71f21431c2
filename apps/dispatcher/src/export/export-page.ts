import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encodeCursor, type Settings } from '@postrider/contracts';
import { exportFormats, type DeliveryState } from '@postrider/domain';
import {
  exportedDeliveries,
  nextExported,
  type BulkOperationRow,
  type ExportFileRow,
  type ExportProgress,
  type Sql,
} from '@postrider/event-store';

const compress = promisify(gzip);

/** The next chunk of a file. A file that has reached a limit ends with the cursor of the rest. */
export async function exportPage(
  sql: Sql,
  operation: BulkOperationRow,
  file: ExportFileRow,
  { pageSize, rowsMax, storedBytesMax, lifetimeMs }: Settings['exportFiles'],
): Promise<ExportProgress> {
  const limit = Math.min(pageSize, rowsMax - operation.processed);
  if (limit <= 0 || file.stored_bytes >= storedBytesMax) {
    const text = endOf(file, operation.processed, file.position);
    return { deliveries: 0, position: null, chunk: await chunkOf(file, text), end: 'cut', lifetimeMs };
  }
  const { deliveries, last } = await nextExported(sql, operation, file.position, limit);
  const text = [
    await textOf(sql, file, deliveries),
    last === undefined ? endOf(file, operation.processed + deliveries.length, null) : '',
  ].join('');
  return {
    deliveries: deliveries.length,
    position: last ?? null,
    chunk: await chunkOf(file, text),
    end: last === undefined ? 'complete' : null,
    lifetimeMs,
  };
}

async function textOf(sql: Sql, { format }: ExportFileRow, deliveries: readonly DeliveryState[]): Promise<string> {
  const { line } = exportFormats[format];
  return (await exportedDeliveries(sql, deliveries)).map(line).join('');
}

const endOf = ({ format }: ExportFileRow, deliveries: number, position: string | null): string =>
  exportFormats[format].end({ deliveries, next_cursor: position === null ? null : encodeCursor(position) });

async function chunkOf({ format, chunks }: ExportFileRow, text: string): Promise<ExportProgress['chunk']> {
  const content = Buffer.from(chunks === 0 ? exportFormats[format].head + text : text);
  if (content.length === 0) return null;
  return { number: chunks, body: await compress(content), bytes: content.length };
}
