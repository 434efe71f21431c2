import type { BulkOperation } from '@postrider/sdk';
import type { Screen } from '../output/output.js';
import { table } from '../output/table.js';
import { plural, when } from '../output/text.js';

/** By kind: its name, and what it processes. A later server may have other kinds. */
const kinds: Partial<Record<string, [string, string, string]>> = {
  replay: ['Replay', 'delivery', 'deliveries'],
  recover: ['Recovery', 'event', 'events'],
  export: ['Export', 'delivery', 'deliveries'],
};

export function operationSummary(operation: BulkOperation, { colors }: Screen): string {
  const { id, kind, status, total, processed, skipped } = operation;
  const sign = { completed: colors.green('✔'), cancelled: colors.yellow('■'), running: colors.cyan('…') }[status];
  const [what, one, many] = kinds[kind] ?? [kind, 'item', 'items'];
  const skippedText = skipped > 0 ? `, ${skipped} skipped (endpoint deleted or inactive)` : '';
  const of =
    total === null ? plural(processed, one, many) : `${processed.toLocaleString('en')} of ${plural(total, one, many)}`;
  const done = `${of}${skippedText}`;
  return `${sign} ${what} ${status}: ${done}  ${colors.dim(id)}`;
}

export const operationTable = table<BulkOperation>([
  { heading: 'Operation', value: ({ id }) => id },
  { heading: 'Kind', value: ({ kind }) => kind },
  { heading: 'Status', value: ({ status }) => status },
  { heading: 'Processed', value: ({ processed }) => String(processed) },
  { heading: 'Total', value: ({ total }) => (total === null ? '–' : String(total)) },
  { heading: 'Customer', value: ({ customer }) => customer?.uid ?? '', isOptional: true },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen), isOptional: true },
]);
