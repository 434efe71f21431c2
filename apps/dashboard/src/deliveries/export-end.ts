import type { ExportEnd, ExportFormat } from '@postrider/contracts';

export type EndOfExport = ExportEnd['export'] & { format: ExportFormat };

/** How a file ends: its number of deliveries, and where it was cut. Throws if it broke off. */
export function exportEnd(text: string, format: ExportFormat): EndOfExport {
  const lines = text.trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  if (format === 'ndjson') {
    const { export: end } = JSON.parse(last) as Partial<ExportEnd>;
    if (end === undefined) throw new Error('the export broke off');
    return { ...end, format };
  }
  const [, next_cursor = null] = /^cut after \d+ deliveries: continue with cursor=([\w-]+)\r?$/.exec(last) ?? [];
  // Besides the names of the columns.
  return { deliveries: lines.length - (next_cursor === null ? 1 : 2), next_cursor, format };
}
